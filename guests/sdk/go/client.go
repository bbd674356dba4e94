package connector

import (
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"strings"
	"time"

	"witloof.dev/connector/internal/host"
)

const (
	firstBackoff   = 200 * time.Millisecond
	maxShift       = 16
	requestIDBytes = 16
)

// Client sends to one origin and nowhere else, and so the credentials. Each request carries an X-Request-Id of 16 random bytes and
// is logged under http. It needs the capabilities http with the host, clock, random and log.
type Client struct {
	origin  *url.URL
	headers map[string]string
	retry   Retry
}

// Retry says which failures the client itself tries to get over: those that may pass, as long as there are attempts left and the
// wait is not too long. Without a Retry-After it waits 200 ms, then twice as long each time. The zero value tries nothing again.
type Retry struct {
	Attempts    int           // requests in all
	LongestWait time.Duration // a call has its deadline, so waits beyond that belong to the host
}

// An Option changes what a client sends or does.
type Option func(*Client)

// WithHeader sends a header with every request.
func WithHeader(name, value string) Option {
	return func(c *Client) { c.headers[strings.ToLower(name)] = value }
}

// WithToken sends Authorization: Bearer TOKEN with every request.
func WithToken(token string) Option { return WithHeader("authorization", "Bearer "+token) }

// WithRetry tries again what may pass.
func WithRetry(retry Retry) Option { return func(c *Client) { c.retry = retry } }

// NewClient takes scheme, host and port.
func NewClient(origin string, options ...Option) (*Client, error) {
	parsed, err := url.Parse(strings.TrimSuffix(origin, "/"))
	if err != nil || (parsed.Scheme != "https" && parsed.Scheme != "http") || parsed.Host == "" ||
		parsed.String() != parsed.Scheme+"://"+parsed.Host {
		return nil, Permanentf("`%s` is not scheme and host such as https://api.example.org", origin)
	}
	client := &Client{origin: parsed, headers: map[string]string{"accept": "application/json"}}
	for _, option := range options {
		option(client)
	}
	return client, nil
}

// Get asks for a path and query. Every answer but a 2xx is an error: 401 and 403 AuthExpired, 429 and a 503 with Retry-After
// RateLimited, 408 and 5xx Transient, others Permanent. What may pass is tried again as the client's [Retry] says.
func (c *Client) Get(target string) (*Response, error) {
	for attempt := 1; ; attempt++ {
		response, err := c.attempt(target)
		if err == nil {
			return response, nil
		}
		wait, again := c.retry.wait(attempt, err)
		if !again {
			return nil, err
		}
		host.Log(host.Info, "http", fmt.Sprintf("attempt %d failed, the next one in %v: %v", attempt, wait, err))
		host.Sleep(wait)
	}
}

func (r Retry) wait(attempt int, err error) (time.Duration, bool) {
	var failure *Error
	if !errors.As(err, &failure) {
		return 0, false
	}
	var wait time.Duration
	switch failure.Kind {
	case RateLimited:
		wait = failure.RetryAfter
	case Transient:
		wait = firstBackoff << min(attempt-1, maxShift)
	default:
		return 0, false
	}
	return wait, attempt < r.Attempts && wait <= r.LongestWait
}

func (c *Client) attempt(target string) (*Response, error) {
	id := hex.EncodeToString(host.Random(requestIDBytes))
	headers := maps.Clone(c.headers)
	headers["x-request-id"] = id
	start := host.Monotonic()
	answer, err := host.Send(host.Request{Scheme: c.origin.Scheme, Authority: c.origin.Host, Target: target, Headers: headers})
	if err != nil {
		return nil, c.failed(target, err)
	}
	took := host.Monotonic() - start
	host.Log(host.Debug, "http", fmt.Sprintf("GET %s answered %d in %d ms, request %s", target, answer.Status, took.Milliseconds(), id))
	return check(target, answer)
}

// failed: what the network does may pass; what the sandbox or the address forbids does not.
func (c *Client) failed(target string, err error) error {
	switch {
	case errors.Is(err, host.ErrDenied):
		return Permanentf("requests to %s are not allowed: name it under http in the manifest and grant it", c.origin.Host)
	case errors.Is(err, host.ErrImpossible):
		return Permanentf("GET %s: %w", target, err)
	}
	return Errorf(Transient, "GET %s: %w", target, err)
}

// Target is the path and query of a URL that the service gave, such as the next page. One of another origin is a permanent error:
// the credentials are not for it.
func (c *Client) Target(given string) (string, error) {
	target := strings.TrimPrefix(given, c.origin.String())
	if !strings.HasPrefix(target, "/") || strings.HasPrefix(target, "//") {
		return "", Permanentf("the service names %s, which is not a path of %s", strings.ToValidUTF8(given, "?"), c.origin)
	}
	return target, nil
}
