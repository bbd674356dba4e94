//go:build !wasip1

package connector

// Export says which source the component exports, once, in an init function. Outside of a component it does nothing.
func Export(Source) {}
