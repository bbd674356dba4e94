package connector

// Source reads tables. What it returns as an error is an [Error] or permanent; a panic ends the instance.
type Source interface {
	// Discover gives the tables that can be read.
	Discover() ([]Schema, error)

	// Open starts to read a table after the cursor, or from its beginning when that is nil. A table that Discover does not name
	// and a cursor that no reader of this connector gave are permanent errors.
	Open(table string, cursor []byte) (Reader, error)
}

// Reader is one pass over a table.
type Reader interface {
	// Next gives the next batch, as [Table.Batch] writes it; nil when there are no more, and ever after. The position moves only
	// when this succeeds.
	Next() ([]byte, error)

	// Cursor gives the position after the last batch that Next gave.
	Cursor() []byte
}
