package rest

import (
	"bytes"
	"encoding/json"
)

const cursorVersion = 1 // raised when the meaning of a position changes

// Page has the rows of one page, and what to ask for next, path and query; that is empty on the last page.
type Page struct {
	Rows []map[string]any
	Next string
}

// Position is where reading goes on: a page, and how many of its rows were read. On the last page these are all there were, so
// that a later run finds what was added since.
type Position struct {
	Page string `json:"page"`
	Skip int    `json:"skip"`
}

type cursor struct {
	Version  int       `json:"version"`
	Position *Position `json:"position"`
}

// Reader reads a table whose batches are the pages of a service.
type Reader struct {
	fetch     func(target string) (*Page, error)
	encode    func(rows []map[string]any) ([]byte, error)
	position  Position
	exhausted bool
}

// NewReader goes on at a cursor, or begins at the first page. It asks for pages with fetch and writes batches with encode.
func NewReader(saved []byte, first string, fetch func(target string) (*Page, error), encode func(rows []map[string]any) ([]byte, error)) (*Reader, error) {
	position := &Position{Page: first}
	if saved != nil {
		var c cursor
		if err := json.Unmarshal(saved, &c); err != nil {
			return nil, Failuref(Permanent, "the cursor is not one of this connector: %v", err)
		}
		if c.Version != cursorVersion || c.Position == nil || c.Position.Page == "" || c.Position.Skip < 0 {
			return nil, Failuref(Permanent, "the cursor is not one of this connector, or of another version of it")
		}
		position = c.Position
	}
	return &Reader{fetch, encode, *position, false}, nil
}

// Next is the next batch; nil when there are no more, and ever after.
func (r *Reader) Next() ([]byte, error) {
	for !r.exhausted {
		if batch, err := r.advance(); batch != nil || err != nil {
			return batch, err
		}
	}
	return nil, nil
}

func (r *Reader) advance() (batch []byte, err error) {
	page, err := r.fetch(r.position.Page)
	if err != nil {
		return nil, err
	}
	if page.Next == r.position.Page {
		return nil, Failuref(Permanent, "the page %s names itself as the next one", page.Next)
	}
	if rows := page.Rows[min(r.position.Skip, len(page.Rows)):]; len(rows) > 0 {
		if batch, err = r.encode(rows); err != nil {
			return nil, err
		}
	}
	if page.Next == "" {
		r.position.Skip = len(page.Rows)
		r.exhausted = true
	} else {
		r.position = Position{Page: page.Next}
	}
	return batch, nil
}

// Cursor is the position after the last batch that Next gave.
func (r *Reader) Cursor() []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // & is in every second page
	if err := encoder.Encode(cursor{cursorVersion, &r.position}); err != nil {
		panic(err) // a string and two integers are JSON
	}
	return bytes.TrimSpace(text.Bytes())
}
