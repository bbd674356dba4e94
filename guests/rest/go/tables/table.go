// Package tables describes the tables, for the contract and for Arrow, and how their values are read from JSON.
package tables

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"wit_component/rest"
	contract "wit_component/witloof_connector_types"
)

var timestamp = &arrow.TimestampType{Unit: arrow.Millisecond, TimeZone: "UTC"}

// Column is a column, a member of a struct, or the element of a list. In JSON, bytes are base64 and instants RFC 3339.
type Column struct {
	Name     string
	Type     arrow.DataType // nil for lists and structs
	Nullable bool
	IsJSON   bool     // a string that holds a JSON text
	IsText   bool     // an integer that JSON has as a string
	Members  []Column // of a struct
	Element  *Column  // of a list
}

type Table struct {
	Name    string
	Columns []Column
	Key     []string
}

func (c Column) arrow() arrow.Field {
	field := arrow.Field{Name: c.Name, Type: c.Type, Nullable: c.Nullable}
	if c.Element != nil {
		field.Type = arrow.ListOfField(c.Element.arrow())
	} else if c.Members != nil {
		field.Type = arrow.StructOf(fields(c.Members)...)
	}
	return field
}

func fields(columns []Column) []arrow.Field {
	fields := make([]arrow.Field, len(columns))
	for i, column := range columns {
		fields[i] = column.arrow()
	}
	return fields
}

// Schema is the table as the contract has it.
func (t *Table) Schema() contract.Schema {
	var types []contract.DataType
	fields := schemaFields(t.Columns, &types)
	return contract.Schema{Name: t.Name, Types: types, Fields: fields, PrimaryKey: t.Key}
}

func schemaFields(columns []Column, types *[]contract.DataType) []contract.SchemaField {
	fields := make([]contract.SchemaField, len(columns))
	for i, column := range columns {
		fields[i] = contract.SchemaField{Name: column.Name, DataType: column.addTo(types), Nullable: column.Nullable}
	}
	return fields
}

// addTo adds the type and those it refers to, which come first, and gives its place.
func (c Column) addTo(types *[]contract.DataType) uint32 {
	*types = append(*types, c.contract(types))
	return uint32(len(*types) - 1)
}

func (c Column) contract(types *[]contract.DataType) contract.DataType {
	if c.Element != nil {
		return contract.MakeDataTypeList(c.Element.addTo(types))
	}
	if c.Members != nil {
		return contract.MakeDataTypeStruct(schemaFields(c.Members, types))
	}
	switch c.Type.ID() {
	case arrow.BOOL:
		return contract.MakeDataTypeBoolean()
	case arrow.INT32:
		return contract.MakeDataTypeInt32()
	case arrow.INT64:
		return contract.MakeDataTypeInt64()
	case arrow.FLOAT64:
		return contract.MakeDataTypeFloat64()
	case arrow.BINARY:
		return contract.MakeDataTypeBytes()
	case arrow.TIMESTAMP:
		return contract.MakeDataTypeTimestampMillis()
	}
	if c.IsJSON {
		return contract.MakeDataTypeJson()
	}
	return contract.MakeDataTypeString()
}

// Batch writes rows, objects that were decoded with UseNumber, as one Arrow IPC stream.
func (t *Table) Batch(rows []map[string]any) ([]byte, error) {
	schema := arrow.NewSchema(fields(t.Columns), nil)
	builder := array.NewRecordBuilder(memory.NewGoAllocator(), schema)
	defer builder.Release()
	for _, row := range rows {
		for i, column := range t.Columns {
			if err := appendMember(builder.Field(i), column, row); err != nil {
				return nil, rest.Failuref(rest.Permanent, "table `%s`: %v", t.Name, err)
			}
		}
	}
	batch := builder.NewRecordBatch()
	defer batch.Release()
	var stream bytes.Buffer
	writer := ipc.NewWriter(&stream, ipc.WithSchema(schema))
	if err := writer.Write(batch); err != nil {
		return nil, err
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	return stream.Bytes(), nil
}

func appendMember(builder array.Builder, column Column, row map[string]any) error {
	value, ok := row[column.Name]
	if !ok {
		return fmt.Errorf("there is no `%s`", column.Name)
	}
	if err := appendValue(builder, column, value); err != nil {
		return fmt.Errorf("`%s`: %w", column.Name, err)
	}
	return nil
}

func appendValue(builder array.Builder, column Column, value any) error {
	if value == nil {
		if !column.Nullable {
			return fmt.Errorf("null in a column that is not nullable")
		}
		builder.AppendNull()
		return nil
	}
	switch builder := builder.(type) {
	case *array.ListBuilder:
		elements, ok := value.([]any)
		if !ok {
			return mismatch(value, "list")
		}
		builder.Append(true)
		for _, element := range elements {
			if err := appendValue(builder.ValueBuilder(), *column.Element, element); err != nil {
				return err
			}
		}
		return nil
	case *array.StructBuilder:
		members, ok := value.(map[string]any)
		if !ok {
			return mismatch(value, "struct")
		}
		builder.Append(true)
		for i, member := range column.Members {
			if err := appendMember(builder.FieldBuilder(i), member, members); err != nil {
				return err
			}
		}
		return nil
	}
	return appendScalar(builder, column, value)
}

func appendScalar(builder array.Builder, column Column, value any) error {
	number, _ := value.(json.Number) // empty for anything else, which no parser takes
	text, isText := value.(string)
	switch builder := builder.(type) {
	case *array.BooleanBuilder:
		truth, ok := value.(bool)
		if !ok {
			return mismatch(value, "boolean")
		}
		builder.Append(truth)
	case *array.Int32Builder:
		parsed, err := strconv.ParseInt(number.String(), 10, 32)
		if err != nil {
			return mismatch(value, "int32")
		}
		builder.Append(int32(parsed))
	case *array.Int64Builder:
		digits := number.String()
		if column.IsText {
			digits = text
		}
		parsed, err := strconv.ParseInt(digits, 10, 64)
		if err != nil {
			return mismatch(value, "int64")
		}
		builder.Append(parsed)
	case *array.Float64Builder:
		parsed, err := number.Float64()
		if err != nil {
			return mismatch(value, "float64")
		}
		builder.Append(parsed)
	case *array.TimestampBuilder:
		parsed, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return mismatch(value, "timestamp")
		}
		builder.Append(arrow.Timestamp(parsed.UnixMilli()))
	case *array.BinaryBuilder:
		decoded, err := base64.StdEncoding.DecodeString(text)
		if err != nil || !isText {
			return mismatch(value, "bytes")
		}
		builder.Append(decoded)
	case *array.StringBuilder:
		if !isText {
			return mismatch(value, "string")
		}
		builder.Append(text)
	default:
		return mismatch(value, builder.Type().String())
	}
	return nil
}

func mismatch(value any, wanted string) error {
	return fmt.Errorf("%.80v is not of type %s", value, wanted)
}
