package tables

import (
	"fmt"

	"github.com/apache/arrow-go/v18/arrow"
	"wit_component/rest"
)

// Orders come in pages by the header Link.
var Orders = &Table{
	Name: "orders",
	Columns: []Column{
		{Name: "id", Type: arrow.BinaryTypes.String},
		{Name: "customer_id", Type: arrow.PrimitiveTypes.Int64},
		{Name: "placed_at", Type: timestamp},
		{Name: "shipped_at", Type: timestamp, Nullable: true},
		{Name: "total", Type: arrow.PrimitiveTypes.Float64},
		{Name: "paid", Type: arrow.FixedWidthTypes.Boolean},
		{Name: "note", Type: arrow.BinaryTypes.String, Nullable: true},
		{Name: "lines", Element: &Column{Name: "item", Nullable: true, Members: []Column{
			{Name: "sku", Type: arrow.BinaryTypes.String},
			{Name: "quantity", Type: arrow.PrimitiveTypes.Int32},
			{Name: "price", Type: arrow.PrimitiveTypes.Float64, Nullable: true},
		}}},
	},
	Key: []string{"id"},
}

func FirstOrders(size int) string { return fmt.Sprintf("/v1/orders?per_page=%d", size) }

func OrdersPage(client *rest.Client, target string) (*rest.Page, error) {
	answer, err := client.Get(target)
	if err != nil {
		return nil, err
	}
	page := &rest.Page{}
	if err := decode(answer.Body, &page.Rows); err != nil {
		return nil, rest.Unexpected(target, err)
	}
	if link := answer.Link("next"); link != "" {
		if page.Next, err = client.Target(link); err != nil {
			return nil, err
		}
	}
	return page, nil
}
