package export_witloof_connector_source

import (
	"runtime"

	witTypes "go.bytecodealliance.org/pkg/wit/types"

	"witloof.dev/connector/internal/bindings/imports/witloof_connector_types"
)

// Source is the contract's interface of this name.
type Source interface {
	Discover() witTypes.Result[[]witloof_connector_types.Schema, witloof_connector_types.Error]
	Open(table string, cursor witTypes.Option[[]uint8]) witTypes.Result[*ReadHandle, witloof_connector_types.Error]
}

// Reader is what a read handle does.
type Reader interface {
	Next() witTypes.Result[witTypes.Option[[]uint8], witloof_connector_types.Error]
	Cursor() []uint8
}

// Exported is set before the first call.
var Exported Source

// ReadHandle is the contract's resource. What is generated needs the first two fields.
type ReadHandle struct {
	pinner runtime.Pinner
	handle int32
	Reader
}

// NewReadHandle makes the resource of a reader.
func NewReadHandle(reader Reader) *ReadHandle { return &ReadHandle{Reader: reader} }

// OnDrop leaves everything to the garbage collector.
func (*ReadHandle) OnDrop() {}

// Discover is called by what is generated.
func Discover() witTypes.Result[[]witloof_connector_types.Schema, witloof_connector_types.Error] {
	return Exported.Discover()
}

// Open is called by what is generated.
func Open(table string, cursor witTypes.Option[[]uint8]) witTypes.Result[*ReadHandle, witloof_connector_types.Error] {
	return Exported.Open(table, cursor)
}
