package connector_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"witloof.dev/connector"
	"witloof.dev/connector/connectortest"
)

func serve(t *testing.T, handler http.HandlerFunc, options ...connector.Option) *connector.Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := connector.NewClient(server.URL, options...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func failure(t *testing.T, err error) *connector.Error {
	t.Helper()
	var failed *connector.Error
	if !errors.As(err, &failed) {
		t.Fatalf("%v is no error of the contract", err)
	}
	return failed
}

func TestEachStatusHasItsError(t *testing.T) {
	for status, kind := range map[int]connector.Kind{
		401: connector.AuthExpired, 403: connector.AuthExpired, 408: connector.Transient, 500: connector.Transient,
		503: connector.Transient, 404: connector.Permanent, 302: connector.Permanent, 429: connector.RateLimited,
	} {
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(status)
			w.Write([]byte("no\n way"))
		})
		_, err := client.Get("/x")
		if failed := failure(t, err); failed.Kind != kind {
			t.Errorf("%d: %v is of kind %d, not %d", status, err, failed.Kind, kind)
		}
		if kind != connector.RateLimited && !strings.HasSuffix(err.Error(), ": no way") {
			t.Errorf("%d: %v does not say what the service said", status, err)
		}
	}
}

func TestARateLimitSaysHowLong(t *testing.T) {
	for value, wait := range map[string]time.Duration{
		"7": 7 * time.Second, "": time.Minute, "soon": time.Minute, "Wed, 31 Jan 2018 00:00:10 GMT": 0,
	} {
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", value)
			w.WriteHeader(http.StatusTooManyRequests)
		})
		_, err := client.Get("/x")
		if failed := failure(t, err); failed.RetryAfter != wait {
			t.Errorf("%q: %v, not %v", value, failed.RetryAfter, wait)
		}
	}
}

func TestWhatMayPassIsTriedAgain(t *testing.T) {
	for attempts, isAnswered := range map[int]bool{1: false, 2: false, 3: true} {
		requests := 0
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			if requests++; requests < 3 {
				w.Header().Set("Retry-After", "0")
				w.WriteHeader(http.StatusTooManyRequests)
			}
		}, connector.WithRetry(connector.Retry{Attempts: attempts}))
		_, err := client.Get("/x")
		if isAnswered != (err == nil) || requests != attempts {
			t.Errorf("of %d attempts there were %d, with %v", attempts, requests, err)
		}
	}
}

func TestALongWaitAndWhatIsFinalAreNotTriedAgain(t *testing.T) {
	for _, status := range []int{http.StatusTooManyRequests, http.StatusNotFound, http.StatusUnauthorized} {
		requests := 0
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			requests++
			w.Header().Set("Retry-After", "2")
			w.WriteHeader(status)
		}, connector.WithRetry(connector.Retry{Attempts: 3, LongestWait: time.Second}))
		if _, err := client.Get("/x"); err == nil || requests != 1 {
			t.Errorf("%d: %d requests, %v", status, requests, err)
		}
	}
}

func TestCredentialsAreSentToTheOriginAlone(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer t" || len(r.Header.Get("X-Request-Id")) != 32 {
			w.WriteHeader(http.StatusUnauthorized)
		}
		if r.Header.Get("Accept") != "text/json" {
			w.WriteHeader(http.StatusNotAcceptable)
		}
	}, connector.WithToken("t"), connector.WithHeader("Accept", "text/json"))
	if _, err := client.Get("/x"); err != nil {
		t.Error(err)
	}
	other, err := connector.NewClient("https://a.org/")
	if err != nil {
		t.Fatal(err)
	}
	for given, target := range map[string]string{"https://a.org/p?q=1": "/p?q=1", "/p": "/p"} {
		if got, err := other.Target(given); got != target || err != nil {
			t.Errorf("%s: %s, %v", given, got, err)
		}
	}
	for _, given := range []string{"https://b.org/p", "https://a.org.b.org/p", "http://a.org/p", "//b.org/p", "p", "https://a.org@b/"} {
		if _, err := other.Target(given); err == nil {
			t.Errorf("%s is taken for a path of a.org", given)
		}
	}
}

func TestAnOriginIsSchemeAndHost(t *testing.T) {
	for _, url := range []string{"ftp://a.org", "a.org", "https://", "https://u@a.org", "https://a.org/b", "http://a?b", "%"} {
		if _, err := connector.NewClient(url); err == nil || failure(t, err).Kind != connector.Permanent {
			t.Errorf("%s: %v", url, err)
		}
	}
}

func TestAServerThatIsGoneIsTransient(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	client, err := connector.NewClient(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	server.Close()
	_, err = client.Get("/x")
	if failure(t, err).Kind != connector.Transient {
		t.Error(err)
	}
}

func TestLinksAreFoundByRelation(t *testing.T) {
	response := connector.NewResponse("/x", nil, "Link", `<https://a/?page=2,3>; rel="next", <https://a/?page=9>; title="x"; rel="last up"`)
	for relation, url := range map[string]string{"next": "https://a/?page=2,3", "up": "https://a/?page=9", "prev": ""} {
		if got := response.Link(relation); got != url {
			t.Errorf("%s: %s", relation, got)
		}
	}
	if got := connector.NewResponse("/x", nil, "link", "</p>; rel=next").Link("next"); got != "/p" {
		t.Error(got)
	}
}

func TestBadSettingsNameTheirKey(t *testing.T) {
	connectortest.Configure(t, map[string]string{"size": "0", "name": "n"})
	if _, err := connector.LoadSettings("name"); err == nil || !strings.Contains(err.Error(), "`size`") {
		t.Error(err)
	}
	settings, err := connector.LoadSettings("name", "size")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := settings.Number("size", 1, 9, 3); err == nil || !strings.Contains(err.Error(), "`size` is `0`") {
		t.Error(err)
	}
	if number, err := settings.Number("other", 1, 9, 3); number != 3 || err != nil {
		t.Error(number, err)
	}
	if got := settings.Get("name", "x") + settings.Get("other", "x"); got != "nx" {
		t.Error(got)
	}
	if _, err := settings.Required("url"); err == nil || !strings.Contains(err.Error(), "`url`") {
		t.Error(err)
	}
	t.Setenv("CONNECTOR_TEST", "v")
	if value, err := connector.Variable("CONNECTOR_TEST"); value != "v" || err != nil {
		t.Error(value, err)
	}
	if _, err := connector.Variable("CONNECTOR_TEST_ABSENT"); err == nil {
		t.Error("a variable that is not set was found")
	}
}
