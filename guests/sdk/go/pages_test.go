package connector_test

import (
	"fmt"
	"reflect"
	"strconv"
	"testing"

	"witloof.dev/connector"
)

type numbered struct {
	ID int64 `json:"id"`
}

var (
	numbers = connector.NewTable[numbered]("t")
	served  = [][]numbered{{{1}, {2}}, {}, {{3}}, {{4}, {5}}}
)

// pages reads the pages up to the one that is the last.
func pages(t *testing.T, cursor []byte, last int) connector.Reader {
	t.Helper()
	reader, err := connector.NewPageReader(numbers, cursor, "0", func(target string) (page connector.Page[numbered], err error) {
		number, err := strconv.Atoi(target)
		if err != nil {
			return page, err
		}
		page.Rows = served[number]
		if number < last {
			page.Next = strconv.Itoa(number + 1)
		}
		return page, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

// rest reads what a reader has left, as JSON.
func rest(t *testing.T, reader connector.Reader) []string {
	t.Helper()
	left := []string{}
	for {
		batch, err := reader.Next()
		if err != nil {
			t.Fatal(err)
		}
		if batch == nil {
			break
		}
		text, _ := rows(t, batch)
		left = append(left, text)
	}
	if batch, err := reader.Next(); batch != nil || err != nil {
		t.Fatal("there is something after the end", err)
	}
	return left
}

func TestEveryCursorGivesExactlyTheRest(t *testing.T) {
	batches := rest(t, pages(t, nil, 3))
	if len(batches) != 3 {
		t.Fatal(batches)
	}
	whole := pages(t, nil, 3)
	for i := range 4 {
		if left := rest(t, pages(t, whole.Cursor(), 3)); !reflect.DeepEqual(left, batches[i:]) {
			t.Errorf("after %d batches: %v", i, left)
		}
		if batch, err := whole.Next(); err != nil || (batch == nil) != (i == 3) {
			t.Error(i, err)
		}
	}
}

func TestALaterRunFindsWhatWasAdded(t *testing.T) {
	first := pages(t, nil, 0)
	if got := rest(t, first); len(got) != 1 {
		t.Error(got)
	}
	if got := rest(t, pages(t, first.Cursor(), 3)); len(got) != 2 {
		t.Error(got)
	}
}

func TestAPageThatNamesItselfIsAnError(t *testing.T) {
	reader, err := connector.NewPageReader(numbers, nil, "0", func(string) (connector.Page[numbered], error) {
		return connector.Page[numbered]{Next: "0"}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reader.Next(); err == nil || failure(t, err).Kind != connector.Permanent {
		t.Error(err)
	}
}

func TestForeignCursorsArePermanent(t *testing.T) {
	for _, foreign := range []string{"", "12345678", "\xff", "{}", `{"version":2,"position":{"page":"0","skip":0}}`,
		`{"version":1,"position":1}`, `{"version":1,"position":{"page":"0","skip":-1}}`, `{"version":1,"position":{"page":"0"}}`, `{"version":1}`} {
		if _, err := connector.NewPageReader(numbers, []byte(foreign), "0", nil); err == nil || failure(t, err).Kind != connector.Permanent {
			t.Errorf("%q: %v", foreign, err)
		}
	}
}

func TestACursorIsTheSameInEveryLanguage(t *testing.T) {
	reader, err := connector.NewPageReader(numbers, nil, "/v1/orders?per_page=5&page=2", nil)
	if err != nil {
		t.Fatal(err)
	}
	wanted := fmt.Sprintf(`{"version":1,"position":{"page":%q,"skip":0}}`, "/v1/orders?per_page=5&page=2")
	if got := string(reader.Cursor()); got != wanted {
		t.Error(got)
	}
}
