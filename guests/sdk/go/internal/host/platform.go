//go:build !wasip1

package host

import (
	"crypto/rand"
	"fmt"
	"io"
	"log"
	"maps"
	"net/http"
	"os"
	"time"
)

var (
	started = time.Now()

	// Configured is what Settings gives.
	Configured = map[string]string{}
)

// Monotonic is the time since some moment.
func Monotonic() time.Duration { return time.Since(started) }

// Now is the time of day.
func Now() time.Time { return time.Now() }

// Sleep waits.
func Sleep(wait time.Duration) { time.Sleep(wait) }

// Random gives so many random bytes.
func Random(count int) []byte {
	bytes := make([]byte, count)
	rand.Read(bytes) // never fails
	return bytes
}

// Log writes a message to the log.
func Log(_ Level, context, message string) { log.Printf("%s: %s", context, message) }

// Settings gives the configuration.
func Settings() (map[string]string, error) { return maps.Clone(Configured), nil }

// Variable gives a variable of the environment, and whether it is set.
func Variable(name string) (string, bool) { return os.LookupEnv(name) }

// Send sends one request, follows no redirect, and waits for all of the answer.
func Send(request Request) (*Answer, error) {
	url := request.Scheme + "://" + request.Authority + request.Target
	sent, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrImpossible, err)
	}
	for name, value := range request.Headers {
		sent.Header.Set(name, value)
	}
	response, err := http.DefaultTransport.RoundTrip(sent)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	answer := &Answer{Status: response.StatusCode}
	for name, values := range response.Header {
		for _, value := range values {
			answer.Headers = append(answer.Headers, Header{name, value})
		}
	}
	answer.Body, err = io.ReadAll(io.LimitReader(response.Body, maxBody+1))
	if err != nil {
		return nil, fmt.Errorf("the answer broke off: %w", err)
	}
	if len(answer.Body) > maxBody {
		return nil, fmt.Errorf("%w: the answer exceeds %d bytes", ErrImpossible, maxBody)
	}
	return answer, nil
}
