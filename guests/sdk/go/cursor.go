package connector

import (
	"bytes"
	"encoding/json"
)

const cursorVersion = 1 // raised when the meaning of a position changes

type cursor[P any] struct {
	Version  int `json:"version"`
	Position *P  `json:"position"`
}

// EncodeCursor gives the bytes of a position that JSON can hold: {"version":1,"position":…}. It panics for one that JSON cannot
// hold, such as a channel.
func EncodeCursor[P any](position P) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // & is in every second page
	if err := encoder.Encode(cursor[P]{cursorVersion, &position}); err != nil {
		panic(err)
	}
	return bytes.TrimSpace(text.Bytes())
}

// DecodeCursor reads what EncodeCursor wrote; anything else is a permanent error.
func DecodeCursor[P any](saved []byte) (P, error) {
	var none P
	var c cursor[P]
	if err := decodeStrictly(saved, &c); err != nil {
		return none, Permanentf("the cursor is not one of this connector: %w", err)
	}
	if c.Version != cursorVersion {
		return none, Permanentf("the cursor has version %d, this connector reads version %d", c.Version, cursorVersion)
	}
	if c.Position == nil {
		return none, Permanentf("the cursor is not one of this connector: it holds no position")
	}
	return *c.Position, nil
}
