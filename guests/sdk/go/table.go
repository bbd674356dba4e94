package connector

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

const maxDepth = 32 // of types in types

var rawJSON = reflect.TypeFor[json.RawMessage]()

// JSON is a JSON text, in columns of type json. A [json.RawMessage] is one too, which JSON has as it is and not in a string.
type JSON string

// Table is a table whose rows are structs of type T. Each exported field is a column:
//
//	bool, int32, int64, float64, string   as they are
//	[]byte                                 bytes
//	time.Time                              timestamp-millis
//	JSON, json.RawMessage                  json
//	a struct, a slice of any of these      struct and list
//	a pointer to any of these              the same, nullable; elements of lists may be null anyway
//
// A column has the field's name in JSON, or the one of its tag `column:"name"`. The tag `column:",key"` makes it part of the
// primary key; `column:"-"` makes it no column.
type Table[T any] struct {
	name    string
	columns []column
	arrow   *arrow.Schema
}

// NewTable makes the table of a type. It panics for a type with fields that no column can hold.
func NewTable[T any](name string) *Table[T] {
	columns, err := columnsOf(reflect.TypeFor[T](), 0)
	if err != nil {
		panic(fmt.Sprintf("table `%s`: %v", name, err))
	}
	return &Table[T]{name, columns, arrow.NewSchema(arrowFields(columns), nil)}
}

// Name is what Discover and Open call the table.
func (t *Table[T]) Name() string { return t.name }

// Schema is the table as the contract has it.
func (t *Table[T]) Schema() Schema {
	schema := Schema{Name: t.name, Fields: schemaFields(t.columns)}
	for _, column := range t.columns {
		if column.isKey {
			schema.PrimaryKey = append(schema.PrimaryKey, column.name)
		}
	}
	return schema
}

// Batch writes rows as one Arrow IPC stream. A value that Arrow cannot hold is a permanent error that names its column.
func (t *Table[T]) Batch(rows []T) ([]byte, error) {
	builder := array.NewRecordBuilder(memory.NewGoAllocator(), t.arrow)
	defer builder.Release()
	for _, row := range rows {
		value := reflect.ValueOf(row)
		for i, column := range t.columns {
			if err := column.append(builder.Field(i), value.FieldByIndex(column.field)); err != nil {
				return nil, Permanentf("table `%s`: column `%s`: %w", t.name, column.name, err)
			}
		}
	}
	batch := builder.NewRecordBatch()
	defer batch.Release()
	var stream bytes.Buffer
	writer := ipc.NewWriter(&stream, ipc.WithSchema(t.arrow))
	if err := writer.Write(batch); err != nil {
		return nil, Permanentf("table `%s`: %w", t.name, err)
	}
	if err := writer.Close(); err != nil {
		return nil, Permanentf("table `%s`: %w", t.name, err)
	}
	return stream.Bytes(), nil
}

// column is a column, a member of a struct, or the element of a list.
type column struct {
	name     string
	field    []int // where it is in the struct
	kind     DataKind
	nullable bool
	isKey    bool
	parts    []column // the members of a struct, the element of a list
}

func columnsOf(row reflect.Type, depth int) ([]column, error) {
	if row.Kind() != reflect.Struct {
		return nil, fmt.Errorf("%v is not a struct", row)
	}
	var columns []column
	for _, field := range reflect.VisibleFields(row) {
		if field.Anonymous && field.Type.Kind() == reflect.Pointer {
			return nil, fmt.Errorf("%v embeds %v, which may be nil: embed the struct itself", row, field.Type)
		}
		if !field.IsExported() || field.Anonymous {
			continue // what an embedded struct has is visible itself
		}
		tagged, option, _ := strings.Cut(field.Tag.Get("column"), ",")
		name, _ := jsonName(field)
		if tagged != "" {
			name = tagged
		}
		if name == "-" || name == "" {
			continue
		}
		made, err := columnOf(name, field.Type, depth)
		if err != nil {
			return nil, fmt.Errorf("column `%s`: %w", name, err)
		}
		made.field, made.isKey = field.Index, option == "key"
		columns = append(columns, made)
	}
	if len(columns) == 0 {
		return nil, fmt.Errorf("%v has no exported fields", row)
	}
	return columns, nil
}

func columnOf(name string, of reflect.Type, depth int) (made column, err error) {
	if depth == maxDepth {
		return made, fmt.Errorf("%v is nested more than %d deep: no table can be endless", of, maxDepth)
	}
	made.name = name
	if of.Kind() == reflect.Pointer {
		made.nullable, of = true, of.Elem()
	}
	switch {
	case of == reflect.TypeFor[time.Time]():
		made.kind = TimestampMillis
	case of == reflect.TypeFor[JSON](), of == rawJSON:
		made.kind = JSONText
	case of == reflect.TypeFor[[]byte]():
		made.kind = Bytes
	case of.Kind() == reflect.Slice:
		element, err := columnOf("item", of.Elem(), depth+1)
		element.nullable = true
		made.kind, made.parts = List, []column{element}
		return made, err
	case of.Kind() == reflect.Struct:
		made.kind = Struct
		made.parts, err = columnsOf(of, depth+1)
		return made, err
	default:
		kind := slices.Index(scalarKinds, of.Kind())
		if kind < 0 {
			return made, fmt.Errorf("no column can hold a %v", of)
		}
		made.kind = DataKind(kind)
	}
	return made, nil
}
