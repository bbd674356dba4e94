package connector

import (
	"reflect"

	"github.com/apache/arrow-go/v18/arrow"
)

// DataKind is a case of the contract's data-type.
type DataKind int

const (
	Boolean DataKind = iota
	Int32
	Int64
	Float64
	String
	Bytes
	TimestampMillis
	List
	Struct
	JSONText
)

// scalarKinds has the kind of Go of the first kinds of data.
var scalarKinds = []reflect.Kind{reflect.Bool, reflect.Int32, reflect.Int64, reflect.Float64, reflect.String}

// Schema is what the contract says of a table.
type Schema struct {
	Name       string
	Fields     []Field
	PrimaryKey []string
}

// Field is a column of a table or a member of a struct.
type Field struct {
	Name     string
	Type     DataType
	Nullable bool
}

// DataType is the type of a field. An element of a list may always be null.
type DataType struct {
	Kind    DataKind
	Element *DataType // of a list
	Members []Field   // of a struct
}

func schemaFields(columns []column) []Field {
	fields := make([]Field, len(columns))
	for i, column := range columns {
		fields[i] = Field{column.name, column.dataType(), column.nullable}
	}
	return fields
}

func (c column) dataType() DataType {
	switch c.kind {
	case List:
		element := c.parts[0].dataType()
		return DataType{Kind: List, Element: &element}
	case Struct:
		return DataType{Kind: Struct, Members: schemaFields(c.parts)}
	}
	return DataType{Kind: c.kind}
}

func arrowFields(columns []column) []arrow.Field {
	fields := make([]arrow.Field, len(columns))
	for i, column := range columns {
		fields[i] = column.arrowField()
	}
	return fields
}

func (c column) arrowField() arrow.Field {
	return arrow.Field{Name: c.name, Type: c.arrowType(), Nullable: c.nullable}
}

func (c column) arrowType() arrow.DataType {
	switch c.kind {
	case Boolean:
		return arrow.FixedWidthTypes.Boolean
	case Int32:
		return arrow.PrimitiveTypes.Int32
	case Int64:
		return arrow.PrimitiveTypes.Int64
	case Float64:
		return arrow.PrimitiveTypes.Float64
	case Bytes:
		return arrow.BinaryTypes.Binary
	case TimestampMillis:
		return &arrow.TimestampType{Unit: arrow.Millisecond, TimeZone: "UTC"}
	case List:
		return arrow.ListOfField(c.parts[0].arrowField())
	case Struct:
		return arrow.StructOf(arrowFields(c.parts)...)
	}
	return arrow.BinaryTypes.String // strings and JSON
}
