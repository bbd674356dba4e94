package connector

import (
	"bytes"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	witTypes "go.bytecodealliance.org/pkg/wit/types"

	"witloof.dev/connector/internal/bindings/exports/export_witloof_connector_source"
	_ "witloof.dev/connector/internal/bindings/exports/wit_exports"
	contract "witloof.dev/connector/internal/bindings/imports/witloof_connector_types"
	"witloof.dev/connector/internal/host"
)

// Export says which source the component exports, once, in an init function.
func Export(source Source) { export_witloof_connector_source.Exported = exported{source} }

func init() { Export(nothing{}) }

// nothing is exported by a program that does not call Export.
type nothing struct{}

func (nothing) Discover() ([]Schema, error) {
	return nil, Permanentf("this component exports no source: call connector.Export in an init function")
}

func (n nothing) Open(string, []byte) (Reader, error) {
	_, err := n.Discover()
	return nil, err
}

// logPanic says in the host's log why the instance ends; what Go itself prints is not seen there.
func logPanic() {
	if why := recover(); why != nil {
		host.Log(host.Critical, "panic", fmt.Sprintf("%v\n%s", why, debug.Stack()))
		panic(why)
	}
}

type exported struct{ source Source }

func (e exported) Discover() witTypes.Result[[]contract.Schema, contract.Error] {
	defer logPanic()
	schemas, err := e.source.Discover()
	if err != nil {
		return witTypes.Err[[]contract.Schema, contract.Error](contractError(err))
	}
	tables := make([]contract.Schema, len(schemas))
	for i, schema := range schemas {
		tables[i] = contractSchema(schema)
	}
	return witTypes.Ok[[]contract.Schema, contract.Error](tables)
}

func (e exported) Open(table string, cursor witTypes.Option[[]uint8]) witTypes.Result[*export_witloof_connector_source.ReadHandle, contract.Error] {
	defer logPanic()
	var saved []byte
	if cursor.IsSome() {
		saved = append([]byte{}, cursor.Some()...) // an empty one is a cursor, too
	}
	reader, err := e.source.Open(strings.Clone(table), saved)
	if err != nil {
		return witTypes.Err[*export_witloof_connector_source.ReadHandle, contract.Error](contractError(err))
	}
	handle := export_witloof_connector_source.NewReadHandle(exportedReader{reader})
	return witTypes.Ok[*export_witloof_connector_source.ReadHandle, contract.Error](handle)
}

type exportedReader struct{ reader Reader }

func (e exportedReader) Next() witTypes.Result[witTypes.Option[[]uint8], contract.Error] {
	defer logPanic()
	batch, err := e.reader.Next()
	if err != nil {
		return witTypes.Err[witTypes.Option[[]uint8], contract.Error](contractError(err))
	}
	if batch == nil {
		return witTypes.Ok[witTypes.Option[[]uint8], contract.Error](witTypes.None[[]uint8]())
	}
	return witTypes.Ok[witTypes.Option[[]uint8], contract.Error](witTypes.Some(batch))
}

func (e exportedReader) Cursor() []uint8 { return bytes.Clone(e.reader.Cursor()) }

func contractError(err error) contract.Error {
	var failure *Error
	if !errors.As(err, &failure) {
		return contract.MakeErrorPermanent(err.Error())
	}
	switch failure.Kind {
	case Transient:
		return contract.MakeErrorTransient(err.Error())
	case AuthExpired:
		return contract.MakeErrorAuthExpired(err.Error())
	case RateLimited:
		return contract.MakeErrorRateLimited(uint32(failure.RetryAfter / time.Second))
	case SchemaIncompatible:
		return contract.MakeErrorSchemaIncompatible(err.Error())
	}
	return contract.MakeErrorPermanent(err.Error())
}

func contractSchema(schema Schema) contract.Schema {
	var types []contract.DataType
	fields := contractFields(schema.Fields, &types)
	return contract.Schema{Name: schema.Name, Types: types, Fields: fields, PrimaryKey: schema.PrimaryKey}
}

func contractFields(fields []Field, types *[]contract.DataType) []contract.SchemaField {
	made := make([]contract.SchemaField, len(fields))
	for i, field := range fields {
		made[i] = contract.SchemaField{Name: field.Name, DataType: addType(field.Type, types), Nullable: field.Nullable}
	}
	return made
}

// addType adds a type and those it refers to, which come first, and gives its place.
func addType(of DataType, types *[]contract.DataType) uint32 {
	*types = append(*types, contractType(of, types))
	return uint32(len(*types) - 1)
}

func contractType(of DataType, types *[]contract.DataType) contract.DataType {
	switch of.Kind {
	case List:
		return contract.MakeDataTypeList(addType(*of.Element, types))
	case Struct:
		return contract.MakeDataTypeStruct(contractFields(of.Members, types))
	case Boolean:
		return contract.MakeDataTypeBoolean()
	case Int32:
		return contract.MakeDataTypeInt32()
	case Int64:
		return contract.MakeDataTypeInt64()
	case Float64:
		return contract.MakeDataTypeFloat64()
	case Bytes:
		return contract.MakeDataTypeBytes()
	case TimestampMillis:
		return contract.MakeDataTypeTimestampMillis()
	case JSONText:
		return contract.MakeDataTypeJson()
	}
	return contract.MakeDataTypeString()
}
