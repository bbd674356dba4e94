// The source connector {{name}}: the bookshop that SERVICE.md describes.
package main

import (
	"time"

	"witloof.dev/connector"
)

type source struct{}

func (source) Discover() ([]connector.Schema, error) {
	return []connector.Schema{books.Schema()}, nil
}

func (source) Open(table string, cursor []byte) (connector.Reader, error) {
	if table != books.Name() {
		return nil, connector.Permanentf("there is no table `%s`: the only one is `%s`", table, books.Name())
	}
	settings, err := connector.LoadSettings("api-key", "page-size", "base-url")
	if err != nil {
		return nil, err
	}
	size, err := settings.Number("page-size", 1, 100, 5)
	if err != nil {
		return nil, err
	}
	client, err := newClient(settings)
	if err != nil {
		return nil, err
	}
	return connector.NewPageReader(books, cursor, firstBooks(size), func(target string) (connector.Page[Book], error) {
		response, err := client.Get(target)
		if err != nil {
			return connector.Page[Book]{}, err
		}
		return booksPage(response, size)
	})
}

// newClient makes the client of the service, which sends the key with each request and tries again what may pass.
func newClient(settings connector.Settings) (*connector.Client, error) {
	key, err := settings.Required("api-key")
	if err != nil {
		return nil, err
	}
	retry := connector.Retry{Attempts: 3, LongestWait: 5 * time.Second}
	return connector.NewClient(settings.Get("base-url", "https://api.example.com"), connector.WithToken(key), connector.WithRetry(retry))
}

func init() { connector.Export(source{}) }

func main() {} // never called: a component has none, but the compiler wants one
