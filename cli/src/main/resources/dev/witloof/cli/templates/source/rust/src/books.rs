//! The table `books`: `GET /v1/books`, pages by cursor.

use serde::Deserialize;
use witloof_connector::{instant, row, Column, Error, Page, Response, Row, Table, Type, Value};

pub const NAME: &str = "books";

#[derive(Deserialize)]
struct Answer {
    data: Vec<Book>,
    next_cursor: Option<String>,
}

#[derive(Deserialize)]
struct Book {
    id: i64,
    title: String,
    author: Option<String>,
    price: Option<f64>,
    in_stock: bool,
    published_at: String,
    tags: Vec<String>,
}

pub fn table() -> Table {
    let columns = [
        Column::required("id", Type::Int64),
        Column::required("title", Type::Text),
        Column::nullable("author", Type::Text),
        Column::nullable("price", Type::Float64),
        Column::required("in_stock", Type::Boolean),
        Column::required("published_at", Type::Timestamp),
        Column::required("tags", Type::list(Type::Text)),
    ];
    Table::new(NAME, columns).key(&["id"])
}

/// Where reading begins: path and query.
pub fn first(size: u32) -> String {
    format!("/v1/books?limit={size}")
}

/// One answer: its rows, and where to go on.
pub fn page(response: &Response, size: u32) -> Result<Page, Error> {
    let answer: Answer = response.json()?;
    let rows = answer
        .data
        .into_iter()
        .map(|book| row(response, book))
        .collect::<Result<_, _>>()?;
    let next = answer
        .next_cursor
        .map(|cursor| format!("{}&cursor={cursor}", first(size)));
    Ok(Page { rows, next })
}

fn row(response: &Response, book: Book) -> Result<Row, Error> {
    let published = instant::parse(&book.published_at)
        .ok_or_else(|| response.unexpected(format!("`{}` is no instant", book.published_at)))?;
    Ok(row![
        book.id,
        book.title,
        book.author,
        book.price,
        book.in_stock,
        Value::Timestamp(published),
        Value::list(book.tags),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The body of a recorded answer.
    fn recorded(index: usize) -> String {
        let cassette: serde_json::Value =
            serde_json::from_str(include_str!("../cassette.json")).unwrap();
        cassette["exchanges"][index]["response"]["body"]["json"].to_string()
    }

    fn read(body: &str) -> Result<Page, Error> {
        page(&Response::new("/v1/books?limit=5", [], body), 5)
    }

    #[test]
    fn a_page_has_rows_and_names_the_next() {
        let page = read(&recorded(0)).unwrap();
        assert_eq!(page.rows.len(), 5);
        assert_eq!(page.next.as_deref(), Some("/v1/books?limit=5&cursor=bXJr"));
        assert_eq!(page.rows[2][2], Value::Null);
        assert_eq!(page.rows[3][5], Value::Timestamp(1_588_427_130_250));
    }

    #[test]
    fn the_last_page_names_none() {
        let page = read(&recorded(2)).unwrap();
        assert_eq!(page.rows.len(), 2);
        assert_eq!(page.next, None);
    }

    #[test]
    fn the_rows_fit_the_table() {
        let page = read(&recorded(1)).unwrap();
        assert!(table().batch(&page.rows).is_ok());
    }

    #[test]
    fn an_answer_of_another_shape_is_permanent() {
        let no_instant = recorded(0).replace("2019-03-04T09", "soon");
        for body in [
            "",
            "[]",
            r#"{"data": [{}], "next_cursor": null}"#,
            &no_instant,
        ] {
            assert!(matches!(read(body), Err(Error::Permanent(_))), "{body}");
        }
    }
}
