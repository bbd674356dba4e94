package main

import (
	"fmt"
	"time"

	"witloof.dev/connector"
)

type Order struct {
	ID         string     `json:"id" column:",key"`
	CustomerID int64      `json:"customer_id"`
	PlacedAt   time.Time  `json:"placed_at"`
	ShippedAt  *time.Time `json:"shipped_at"`
	Total      float64    `json:"total"`
	Paid       bool       `json:"paid"`
	Note       *string    `json:"note"`
	Lines      []Line     `json:"lines"`
}

type Line struct {
	SKU      string   `json:"sku"`
	Quantity int32    `json:"quantity"`
	Price    *float64 `json:"price"`
}

// orders come in pages by the header Link.
var orders = connector.NewTable[Order]("orders")

func firstOrders(size int) string { return fmt.Sprintf("/v1/orders?per_page=%d", size) }

func ordersPage(client *connector.Client, target string) (page connector.Page[Order], err error) {
	response, err := client.Get(target)
	if err != nil {
		return page, err
	}
	if err := response.JSON(&page.Rows); err != nil {
		return page, err
	}
	if next := response.Link("next"); next != "" {
		page.Next, err = client.Target(next)
	}
	return page, err
}
