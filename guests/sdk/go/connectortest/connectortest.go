//go:build !wasip1

// Package connectortest configures connectors that are tested outside of a component.
package connectortest

import (
	"maps"
	"testing"

	"witloof.dev/connector/internal/host"
)

// Configure says what [connector.LoadSettings] gives until the test ends. Tests that configure are not parallel.
func Configure(t testing.TB, settings map[string]string) {
	t.Helper()
	before := host.Configured
	host.Configured = maps.Clone(settings)
	t.Cleanup(func() { host.Configured = before })
}
