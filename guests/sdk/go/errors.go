package connector

import (
	"fmt"
	"math"
	"time"
)

// Kind tells why a call failed, and so what the host does next.
type Kind int

const (
	Transient          Kind = iota // worth another attempt, later: a server that answers 503, a broken connection
	Permanent                      // another attempt would fail the same way
	AuthExpired                    // the credentials were refused
	RateLimited                    // try again after some time
	SchemaIncompatible             // the data no longer fits the schema that was discovered
)

// Error is an error of the contract.
type Error struct {
	Kind       Kind
	RetryAfter time.Duration // of RateLimited, in whole seconds, 0 to 2³² - 1
	cause      error
}

// Errorf makes an error of a kind, with fmt.Errorf.
func Errorf(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, cause: fmt.Errorf(format, args...)}
}

// Permanentf makes the error that another attempt would not change.
func Permanentf(format string, args ...any) *Error { return Errorf(Permanent, format, args...) }

// Limited asks the host to come back after some time.
func Limited(wait time.Duration) *Error {
	within := min(max(wait.Truncate(time.Second), 0), math.MaxUint32*time.Second)
	limited := Errorf(RateLimited, "retry after %v", within)
	limited.RetryAfter = within
	return limited
}

func (e *Error) Error() string { return e.cause.Error() }

func (e *Error) Unwrap() error { return e.cause }
