// Package connector writes Witloof source connectors in Go.
//
// A connector implements [Source] and names itself in [Export]; everything of the component model is done here. [Table] makes a
// table of a struct type and writes its rows as Arrow, [Client] asks a service and tells its answers apart as the contract wants,
// [NewPageReader] reads what a service gives page by page and resumes anywhere, [Settings] is the configuration. [Now] and [Random]
// are the host's clock and random bytes; those of Go itself are the same in every run of a component.
//
//	type Fruit struct {
//		ID     string     `json:"id" column:",key"`
//		Ripe   *time.Time `json:"ripe"` // a pointer may be null
//		Weight float64    `json:"weight"`
//	}
//
//	var fruit = connector.NewTable[Fruit]("fruit")
//
//	type source struct{}
//
//	func (source) Discover() ([]connector.Schema, error) {
//		return []connector.Schema{fruit.Schema()}, nil
//	}
//
//	func (source) Open(table string, cursor []byte) (connector.Reader, error) {
//		settings, err := connector.LoadSettings("base-url")
//		…
//		return connector.NewPageReader(fruit, cursor, "/v1/fruit?limit=100", fetch)
//	}
//
//	func init() { connector.Export(source{}) }
//
//	func main() {} // a component has none, the compiler wants one
//
// Compiled for another platform than wasip1, so in a test, requests go over net/http, clocks and random bytes are the platform's,
// and what is configured is what package connectortest was told.
package connector
