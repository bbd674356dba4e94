package rest

import (
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"wit_component/wasi_clocks_monotonic_clock"
	"wit_component/wasi_clocks_wall_clock"
	"wit_component/wasi_logging_logging"
	"wit_component/wasi_random_random"
)

const (
	defaultWait    = 60 // seconds, for answers that ask to wait and do not say how long
	firstBackoff   = 200 * time.Millisecond
	excerptBytes   = 200
	requestIDBytes = 16
	httpDate       = "Mon, 02 Jan 2006 15:04:05 GMT"
)

var (
	linkValue    = regexp.MustCompile(`<([^>]*)>([^<]*)`)
	linkRelation = regexp.MustCompile(`(?i);\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]*))`)
)

// Client sends to one origin and nowhere else, and so the token. Each request carries an X-Request-Id of 16 random bytes and is
// logged under http. Needs the capabilities http with the host, clock, random and log.
type Client struct {
	origin *url.URL
	token  string
	retry  Retry
}

// Retry says which failures the client itself tries to get over: those that may pass, as long as there are attempts left and the
// wait is not too long. Without a Retry-After it waits 200 ms, then twice as long each time.
type Retry struct {
	Attempts    int // requests in all
	LongestWait time.Duration
}

// NewClient takes scheme, host and port.
func NewClient(origin, token string, retry Retry) (*Client, error) {
	parsed, err := url.Parse(strings.TrimSuffix(origin, "/"))
	if err != nil || (parsed.Scheme != "https" && parsed.Scheme != "http") || parsed.Host == "" || parsed.String() != parsed.Scheme+"://"+parsed.Host {
		return nil, Failuref(Permanent, "`%s` is not scheme and host such as https://api.example.org", origin)
	}
	return &Client{parsed, token, retry}, nil
}

// Get asks for a path and query. Every answer but a 2xx is a Failure, and what may pass is tried again.
func (c *Client) Get(target string) (*Answer, error) {
	for attempt := 1; ; attempt++ {
		answer, err := c.attempt(target)
		var failure *Failure
		if err == nil || !errors.As(err, &failure) {
			return answer, err
		}
		wait, again := c.retry.wait(attempt, failure)
		if !again {
			return nil, err
		}
		wasi_logging_logging.Log(wasi_logging_logging.Level_Info, "http",
			fmt.Sprintf("attempt %d failed, the next one in %v: %v", attempt, wait, err))
		pause := wasi_clocks_monotonic_clock.SubscribeDuration(uint64(wait))
		pause.Block()
		pause.Drop()
	}
}

func (r Retry) wait(attempt int, failure *Failure) (time.Duration, bool) {
	var wait time.Duration
	switch failure.Kind {
	case RateLimited:
		wait = time.Duration(failure.Seconds) * time.Second
	case Transient:
		wait = firstBackoff << (attempt - 1)
	default:
		return 0, false
	}
	return wait, attempt < r.Attempts && wait <= r.LongestWait
}

func (c *Client) attempt(target string) (*Answer, error) {
	id := hex.EncodeToString(wasi_random_random.GetRandomBytes(requestIDBytes))
	start := wasi_clocks_monotonic_clock.Now()
	headers := map[string]string{"accept": "application/json", "authorization": "Bearer " + c.token, "x-request-id": id}
	answer, err := send(c.origin, target, headers)
	if err != nil {
		return nil, err
	}
	took := time.Duration(wasi_clocks_monotonic_clock.Now() - start)
	wasi_logging_logging.Log(wasi_logging_logging.Level_Debug, "http",
		fmt.Sprintf("GET %s answered %d in %d ms, request %s", target, answer.Status, took.Milliseconds(), id))
	return answer, check(target, answer)
}

// check gives no error for a 2xx, AuthExpired for 401 and 403, RateLimited for 429 and a 503 with Retry-After, Transient for 408
// and 5xx, Permanent for others.
func check(target string, answer *Answer) error {
	status, wait := answer.Status, answer.Header("Retry-After")
	said := fmt.Sprintf("GET %s answered %d: %s", target, status, excerpt(answer.Body))
	switch {
	case status >= 200 && status <= 299:
		return nil
	case status == 401 || status == 403:
		return &Failure{Kind: AuthExpired, Message: said}
	case status == 429 || (status == 503 && wait != ""):
		return &Failure{Kind: RateLimited, Message: said, Seconds: retryAfter(wait)}
	case status == 408 || status >= 500:
		return &Failure{Kind: Transient, Message: said}
	}
	return &Failure{Kind: Permanent, Message: said}
}

func excerpt(body []byte) string {
	text := strings.Join(strings.Fields(strings.ToValidUTF8(string(body), "\uFFFD")), " ")
	return strings.ToValidUTF8(text[:min(len(text), excerptBytes)], "")
}

// retryAfter reads a number of seconds or an HTTP date.
func retryAfter(value string) uint32 {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseUint(value, 10, 32); err == nil {
		return uint32(seconds)
	}
	date, err := time.Parse(httpDate, value)
	if err != nil {
		return defaultWait
	}
	return uint32(max(0, date.Unix()-int64(wasi_clocks_wall_clock.Now().Seconds)))
}

// Target is the path and query of a URL that the service gave, such as the next page. One of another origin is a Failure: the
// token is not for it.
func (c *Client) Target(given string) (string, error) {
	target := strings.TrimPrefix(given, c.origin.String())
	if !strings.HasPrefix(target, "/") || strings.HasPrefix(target, "//") {
		return "", Failuref(Permanent, "the service names %s, which is not a path of %s", strings.ToValidUTF8(given, "?"), c.origin)
	}
	return target, nil
}

// Link is the URL that the Link header (RFC 8288) gives for a relation such as next; empty when there is none.
func (a *Answer) Link(relation string) string {
	for _, header := range a.Headers {
		if !strings.EqualFold(header.Name, "Link") {
			continue
		}
		for _, link := range linkValue.FindAllStringSubmatch(header.Value, -1) {
			for _, relations := range linkRelation.FindAllStringSubmatch(link[2], -1) {
				for _, each := range strings.Fields(relations[1] + " " + relations[2]) {
					if each == relation {
						return link[1]
					}
				}
			}
		}
	}
	return ""
}

// Unexpected is the error for an answer that is not what the service promises.
func Unexpected(target string, why any) error {
	return Failuref(Permanent, "the answer to GET %s is not as expected: %v", target, why)
}
