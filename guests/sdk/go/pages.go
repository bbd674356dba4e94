package connector

// Page has the rows of one page, and what to ask for next, path and query; that is empty on the last page.
type Page[T any] struct {
	Rows []T
	Next string
}

// position is where reading goes on: a page, and how many of its rows were read. On the last page these are all there were, so that
// a later run finds what was added since.
type position struct {
	Page string `json:"page"`
	Skip int    `json:"skip"`
}

type pageReader[T any] struct {
	table     *Table[T]
	position  position
	fetch     func(target string) (Page[T], error)
	exhausted bool
}

// NewPageReader reads a table whose batches are the pages of a service. It goes on at a cursor, or begins with the page first, and
// asks for a page, path and query, with fetch.
func NewPageReader[T any](table *Table[T], cursor []byte, first string, fetch func(target string) (Page[T], error)) (Reader, error) {
	at := position{Page: first}
	if cursor != nil {
		var err error
		if at, err = DecodeCursor[position](cursor); err != nil {
			return nil, err
		}
		if at.Page == "" || at.Skip < 0 {
			return nil, Permanentf("the cursor is not one of this connector: it holds no page")
		}
	}
	return &pageReader[T]{table: table, position: at, fetch: fetch}, nil
}

func (r *pageReader[T]) Next() ([]byte, error) {
	for !r.exhausted {
		if batch, err := r.advance(); batch != nil || err != nil {
			return batch, err
		}
	}
	return nil, nil
}

func (r *pageReader[T]) Cursor() []byte { return EncodeCursor(r.position) }

func (r *pageReader[T]) advance() (batch []byte, err error) {
	page, err := r.fetch(r.position.Page)
	if err != nil {
		return nil, err
	}
	if page.Next == r.position.Page {
		return nil, Permanentf("the page %s names itself as the next one", page.Next)
	}
	if rows := page.Rows[min(r.position.Skip, len(page.Rows)):]; len(rows) > 0 {
		if batch, err = r.table.Batch(rows); err != nil {
			return nil, err
		}
	}
	if page.Next == "" {
		r.position.Skip = len(page.Rows)
		r.exhausted = true
	} else {
		r.position = position{Page: page.Next}
	}
	return batch, nil
}
