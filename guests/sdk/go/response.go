package connector

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"witloof.dev/connector/internal/host"
)

const (
	defaultWait  = time.Minute // for answers that ask to wait and do not say how long
	excerptBytes = 200
	httpDate     = "Mon, 02 Jan 2006 15:04:05 GMT"
)

var (
	linkValue    = regexp.MustCompile(`<([^>]*)>([^<]*)`)
	linkRelation = regexp.MustCompile(`(?i);\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]*))`)
)

// Response is a 2xx answer.
type Response struct {
	Body    []byte
	target  string
	headers []host.Header
}

// NewResponse makes an answer to a path and query: for tests of what is made of answers. Headers are name and value by turns.
func NewResponse(target string, body []byte, headers ...string) *Response {
	response := &Response{Body: body, target: target}
	for i := 0; i+1 < len(headers); i += 2 {
		response.headers = append(response.headers, host.Header{Name: headers[i], Value: headers[i+1]})
	}
	return response
}

// check makes every answer but a 2xx an error.
func check(target string, answer *host.Answer) (*Response, error) {
	response := &Response{answer.Body, target, answer.Headers}
	wait, asksToWait := response.Header("Retry-After")
	status := answer.Status
	kind := Permanent
	switch {
	case status >= 200 && status <= 299:
		return response, nil
	case status == 401 || status == 403:
		kind = AuthExpired
	case status == 429 || (status == 503 && asksToWait):
		return nil, Limited(retryAfter(wait))
	case status == 408 || status >= 500:
		kind = Transient
	}
	return nil, Errorf(kind, "GET %s answered %d: %s", target, status, excerpt(answer.Body))
}

func excerpt(body []byte) string {
	text := strings.Join(strings.Fields(strings.ToValidUTF8(string(body), "\uFFFD")), " ")
	return strings.ToValidUTF8(text[:min(len(text), excerptBytes)], "")
}

// retryAfter reads a number of seconds or an HTTP date.
func retryAfter(value string) time.Duration {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseUint(value, 10, 32); err == nil {
		return time.Duration(seconds) * time.Second
	}
	date, err := time.Parse(httpDate, value)
	if err != nil {
		return defaultWait
	}
	return max(0, date.Sub(host.Now()))
}

// Header gives the first value of a header, and whether there is one.
func (r *Response) Header(name string) (string, bool) {
	for _, header := range r.headers {
		if strings.EqualFold(header.Name, name) {
			return header.Value, true
		}
	}
	return "", false
}

// JSON reads the body into what value points to, as encoding/json does, but strictly: a member that is not there, and a null for
// what has no nil, are permanent errors like everything else that does not fit. Pointers and members with omitempty may be left out.
func (r *Response) JSON(value any) error {
	if err := decodeStrictly(r.Body, value); err != nil {
		return r.Unexpected(err)
	}
	return nil
}

// Link gives the URL that the header Link (RFC 8288) has for a relation such as next; empty when there is none.
func (r *Response) Link(relation string) string {
	for _, header := range r.headers {
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
func (r *Response) Unexpected(why error) error {
	return Permanentf("the answer to GET %s is not as expected: %w", r.target, why)
}
