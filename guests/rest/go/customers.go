package main

import (
	"fmt"
	"time"

	"witloof.dev/connector"
)

type Customer struct {
	ID          int64           `json:"id" column:",key"`
	Name        string          `json:"name"`
	Email       *string         `json:"email"`
	Active      bool            `json:"active"`
	Visits      int32           `json:"visits"`
	Balance     *float64        `json:"balance"`
	Account     int64           `json:"account,string"`
	CreatedAt   time.Time       `json:"created_at"`
	Tags        []*string       `json:"tags"`
	Address     *Address        `json:"address"`
	Avatar      *[]byte         `json:"avatar"`
	Preferences *connector.JSON `json:"preferences"`
}

type Address struct {
	Street string  `json:"street"`
	City   string  `json:"city"`
	Zip    *string `json:"zip"`
}

// customers come in pages by cursor.
var customers = connector.NewTable[Customer]("customers")

func firstCustomers(size int) string { return fmt.Sprintf("/v1/customers?limit=%d", size) }

func customersPage(client *connector.Client, size int, target string) (page connector.Page[Customer], err error) {
	response, err := client.Get(target)
	if err != nil {
		return page, err
	}
	var answer struct {
		Data       []Customer `json:"data"`
		NextCursor *string    `json:"next_cursor"`
	}
	if err := response.JSON(&answer); err != nil {
		return page, err
	}
	page.Rows = answer.Data
	if answer.NextCursor != nil {
		page.Next = firstCustomers(size) + "&cursor=" + *answer.NextCursor
	}
	return page, nil
}
