// Package rest is what connectors of REST services have in common: settings, HTTP with retries, pages and cursors.
package rest

import "fmt"

// Failure is an error of the contract: why a call failed, and so what the host does next.
type Failure struct {
	Kind    Kind
	Message string
	Seconds uint32 // to wait, when rate limited
}

type Kind int

const (
	Transient   Kind = iota // worth another attempt, later
	Permanent               // another attempt would fail the same way
	AuthExpired             // the credentials were refused
	RateLimited             // try again after so many seconds
)

func (f *Failure) Error() string { return f.Message }

func Failuref(kind Kind, format string, args ...any) *Failure {
	return &Failure{Kind: kind, Message: fmt.Sprintf(format, args...)}
}
