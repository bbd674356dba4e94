// The source connector orders: two tables of the API that ../README.md describes.
package main

import (
	"time"

	"witloof.dev/connector"
)

type source struct{}

func (source) Discover() ([]connector.Schema, error) {
	return []connector.Schema{customers.Schema(), orders.Schema()}, nil
}

func (source) Open(table string, cursor []byte) (connector.Reader, error) {
	settings, err := connector.LoadSettings("base-url", "page-size", "attempts", "longest-wait")
	if err != nil {
		return nil, err
	}
	size, err := settings.Number("page-size", 1, 1000, 100)
	if err != nil {
		return nil, err
	}
	client, err := newClient(settings)
	if err != nil {
		return nil, err
	}
	switch table {
	case customers.Name():
		fetch := func(target string) (connector.Page[Customer], error) { return customersPage(client, size, target) }
		return connector.NewPageReader(customers, cursor, firstCustomers(size), fetch)
	case orders.Name():
		fetch := func(target string) (connector.Page[Order], error) { return ordersPage(client, target) }
		return connector.NewPageReader(orders, cursor, firstOrders(size), fetch)
	}
	return nil, connector.Permanentf("there is no table `%s`: there are customers and orders", table)
}

func newClient(settings connector.Settings) (*connector.Client, error) {
	url, err := settings.Required("base-url")
	if err != nil {
		return nil, err
	}
	token, err := connector.Variable("ORDERS_TOKEN")
	if err != nil {
		return nil, err
	}
	attempts, err := settings.Number("attempts", 1, 10, 1)
	if err != nil {
		return nil, err
	}
	wait, err := settings.Number("longest-wait", 0, 20, 5)
	if err != nil {
		return nil, err
	}
	retry := connector.Retry{Attempts: attempts, LongestWait: time.Duration(wait) * time.Second}
	return connector.NewClient(url, connector.WithToken(token), connector.WithRetry(retry))
}

func init() { connector.Export(source{}) }

func main() {}
