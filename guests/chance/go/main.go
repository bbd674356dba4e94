// The source chance in Go: see ../README.md.
package main

import (
	crand "crypto/rand"
	"encoding/hex"
	"fmt"
	"hash/maphash"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"witloof.dev/connector"
)

const samples = 2

type row struct {
	Sample int32  `json:"sample" column:",key"`
	Name   string `json:"name" column:",key"`
	Value  string `json:"value"`
}

var table = connector.NewTable[row]("chance")

func chances() [][2]string {
	return [][2]string{
		{"time.Now", time.Now().UTC().Format(time.RFC3339Nano)},
		{"connector.Now", connector.Now().Format(time.RFC3339Nano)},
		{"math/rand", strconv.FormatUint(rand.Uint64(), 16)},
		{"crypto/rand", cryptoRandom()},
		{"connector.Random", hex.EncodeToString(connector.Random(8))},
		{"maphash", strconv.FormatUint(maphash.String(maphash.MakeSeed(), "witloof"), 16)},
		{"order of a map", orderOfMap()},
		{"choice of select", choices()},
		{"address", fmt.Sprintf("%p", new([64]byte))},
	}
}

func cryptoRandom() string {
	bytes := make([]byte, 8)
	crand.Read(bytes) // never fails
	return hex.EncodeToString(bytes)
}

func orderOfMap() string {
	words := map[string]bool{}
	for i := range 16 {
		words[fmt.Sprintf("word-%d", i)] = true
	}
	var order []string
	for word := range words {
		order = append(order, word)
	}
	return strings.Join(order, " ")
}

func choices() string {
	left, right := make(chan bool), make(chan bool)
	close(left)
	close(right)
	var choices strings.Builder
	for range 16 {
		select {
		case <-left:
			choices.WriteByte('l')
		case <-right:
			choices.WriteByte('r')
		}
	}
	return choices.String()
}

type reader struct{ read int }

func (r *reader) Next() ([]byte, error) {
	if r.read == samples {
		return nil, nil
	}
	var rows []row
	for _, chance := range chances() {
		rows = append(rows, row{int32(r.read), chance[0], chance[1]})
	}
	r.read++
	return table.Batch(rows)
}

func (r *reader) Cursor() []byte { return []byte(strconv.Itoa(r.read)) }

type source struct{}

func (source) Discover() ([]connector.Schema, error) {
	return []connector.Schema{table.Schema()}, nil
}

func (source) Open(name string, cursor []byte) (connector.Reader, error) {
	if name != table.Name() {
		return nil, connector.Permanentf("there is no table `%s`: there is %s", name, table.Name())
	}
	if cursor == nil {
		return &reader{}, nil
	}
	read, err := strconv.Atoi(string(cursor))
	if err != nil {
		return nil, connector.Permanentf("the cursor is not one of this connector: %w", err)
	}
	return &reader{read}, nil
}

func init() { connector.Export(source{}) }

func main() {}
