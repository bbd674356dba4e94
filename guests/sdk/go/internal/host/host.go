// Package host is what connectors ask of their host: over the component's imports, or over the platform in a test.
package host

import "errors"

// Request is a GET.
type Request struct {
	Scheme, Authority string
	Target            string // path and query
	Headers           map[string]string
}

// Answer is what a service answered, whatever its status.
type Answer struct {
	Status  int
	Headers []Header
	Body    []byte
}

// Header is a header of an answer.
type Header struct{ Name, Value string }

var (
	// ErrDenied says that the host of a request was not granted.
	ErrDenied = errors.New("the request was denied")
	// ErrImpossible says that a request fails whenever it is sent.
	ErrImpossible = errors.New("the request cannot succeed")
)

// Level tells how much a message matters.
type Level uint8

// The levels that are used here, numbered as in wasi:logging.
const (
	Debug    Level = 1
	Info     Level = 2
	Critical Level = 5
)

const maxBody = 32 << 20 // keeps a runaway answer from eating the memory
