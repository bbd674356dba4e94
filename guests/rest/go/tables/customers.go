package tables

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/apache/arrow-go/v18/arrow"
	"wit_component/rest"
)

// Customers come in pages by cursor.
var Customers = &Table{
	Name: "customers",
	Columns: []Column{
		{Name: "id", Type: arrow.PrimitiveTypes.Int64},
		{Name: "name", Type: arrow.BinaryTypes.String},
		{Name: "email", Type: arrow.BinaryTypes.String, Nullable: true},
		{Name: "active", Type: arrow.FixedWidthTypes.Boolean},
		{Name: "visits", Type: arrow.PrimitiveTypes.Int32},
		{Name: "balance", Type: arrow.PrimitiveTypes.Float64, Nullable: true},
		{Name: "account", Type: arrow.PrimitiveTypes.Int64, IsText: true},
		{Name: "created_at", Type: timestamp},
		{Name: "tags", Element: &Column{Name: "item", Type: arrow.BinaryTypes.String, Nullable: true}},
		{Name: "address", Nullable: true, Members: []Column{
			{Name: "street", Type: arrow.BinaryTypes.String},
			{Name: "city", Type: arrow.BinaryTypes.String},
			{Name: "zip", Type: arrow.BinaryTypes.String, Nullable: true},
		}},
		{Name: "avatar", Type: arrow.BinaryTypes.Binary, Nullable: true},
		{Name: "preferences", Type: arrow.BinaryTypes.String, Nullable: true, IsJSON: true},
	},
	Key: []string{"id"},
}

func FirstCustomers(size int) string { return fmt.Sprintf("/v1/customers?limit=%d", size) }

func CustomersPage(client *rest.Client, size int, target string) (*rest.Page, error) {
	answer, err := client.Get(target)
	if err != nil {
		return nil, err
	}
	var body struct {
		Data       *[]map[string]any `json:"data"`
		NextCursor *string           `json:"next_cursor"`
	}
	if err := decode(answer.Body, &body); err != nil {
		return nil, rest.Unexpected(target, err)
	}
	if body.Data == nil {
		return nil, rest.Unexpected(target, "it has no data")
	}
	page := &rest.Page{Rows: *body.Data}
	if body.NextCursor != nil {
		page.Next = FirstCustomers(size) + "&cursor=" + *body.NextCursor
	}
	return page, nil
}

// decode keeps numbers as they are written, and takes one JSON text and no more.
func decode(body []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		return err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return fmt.Errorf("there is more after the JSON text")
	}
	return nil
}
