package main

import (
	"fmt"
	"time"

	"witloof.dev/connector"
)

// Book is a row of the table books, and how the service has it in JSON. A pointer may be null.
type Book struct {
	ID          int64     `json:"id" column:",key"`
	Title       string    `json:"title"`
	Author      *string   `json:"author"`
	Price       *float64  `json:"price"`
	InStock     bool      `json:"in_stock"`
	PublishedAt time.Time `json:"published_at"`
	Tags        []string  `json:"tags"`
}

// books is GET /v1/books, pages by cursor.
var books = connector.NewTable[Book]("books")

// firstBooks is where reading begins: path and query.
func firstBooks(size int) string { return fmt.Sprintf("/v1/books?limit=%d", size) }

// booksPage reads one answer: its rows, and where to go on.
func booksPage(response *connector.Response, size int) (page connector.Page[Book], err error) {
	var answer struct {
		Data       []Book  `json:"data"`
		NextCursor *string `json:"next_cursor"`
	}
	if err := response.JSON(&answer); err != nil {
		return page, err
	}
	page.Rows = answer.Data
	if answer.NextCursor != nil {
		page.Next = firstBooks(size) + "&cursor=" + *answer.NextCursor
	}
	return page, nil
}
