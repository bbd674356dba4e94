package main

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"witloof.dev/connector"
	"witloof.dev/connector/connectortest"
)

// The body of a recorded answer, counted from 0.
func recorded(t *testing.T, index int) []byte {
	t.Helper()
	file, err := os.ReadFile("cassette.json")
	if err != nil {
		t.Fatal(err)
	}
	var cassette struct {
		Exchanges []struct {
			Response struct{ Body struct{ JSON json.RawMessage } }
		}
	}
	if err := json.Unmarshal(file, &cassette); err != nil {
		t.Fatal(err)
	}
	return cassette.Exchanges[index].Response.Body.JSON
}

func read(t *testing.T, index int) connector.Page[Book] {
	t.Helper()
	page, err := booksPage(connector.NewResponse("/v1/books?limit=5", recorded(t, index)), 5)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestAPageHasRowsAndNamesTheNext(t *testing.T) {
	page := read(t, 0)
	if len(page.Rows) != 5 || page.Next != "/v1/books?limit=5&cursor=bXJr" {
		t.Errorf("%d rows, then %s", len(page.Rows), page.Next)
	}
	if author := page.Rows[2].Author; author != nil {
		t.Errorf("the third book is by %s", *author)
	}
	if at := page.Rows[3].PublishedAt; !at.Equal(time.Date(2020, 5, 2, 13, 45, 30, 250_000_000, time.UTC)) {
		t.Errorf("the fourth book is of %v", at)
	}
}

func TestTheLastPageNamesNone(t *testing.T) {
	if page := read(t, 2); len(page.Rows) != 2 || page.Next != "" {
		t.Errorf("%d rows, then %s", len(page.Rows), page.Next)
	}
}

func TestTheRowsFitTheTable(t *testing.T) {
	if _, err := books.Batch(read(t, 1).Rows); err != nil {
		t.Error(err)
	}
}

func isPermanent(err error) bool {
	var failure *connector.Error
	return errors.As(err, &failure) && failure.Kind == connector.Permanent
}

func TestAnAnswerOfAnotherShapeIsPermanent(t *testing.T) {
	noInstant := strings.Replace(string(recorded(t, 0)), "2019-03-04T09", "soon", 1)
	for _, body := range []string{"", "[]", `{"data": [{}], "next_cursor": null}`, noInstant} {
		if _, err := booksPage(connector.NewResponse("/", []byte(body)), 5); !isPermanent(err) {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestTheKeyIsSentAndEveryPageRead(t *testing.T) {
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page := map[string]int{"": 0, "bXJr": 1, "c2Vq": 2}[r.FormValue("cursor")]
		if r.Header.Get("Authorization") != "Bearer k" || r.URL.Path != "/v1/books" {
			t.Errorf("%s with %v", r.URL, r.Header)
		}
		w.Write(recorded(t, page))
	}))
	defer service.Close()
	connectortest.Configure(t, map[string]string{"api-key": "k", "base-url": service.URL})
	reader, err := source{}.Open("books", nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		batch, err := reader.Next()
		if err != nil || (batch == nil) != (i == 3) {
			t.Fatalf("batch %d: %v", i, err)
		}
	}
}

func TestThereIsOneTable(t *testing.T) {
	if _, err := (source{}).Open("films", nil); !isPermanent(err) {
		t.Error(err)
	}
}
