//! The table `orders`: pages by the header `Link`.

use crate::instant;
use serde::Deserialize;
use witloof_connector::{row, Client, Column, Error, Page, Response, Row, Table, Type, Value};

#[derive(Deserialize)]
struct Order {
    id: String,
    customer_id: i64,
    placed_at: String,
    shipped_at: Option<String>,
    total: f64,
    paid: bool,
    note: Option<String>,
    lines: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    sku: String,
    quantity: i32,
    price: Option<f64>,
}

pub fn table() -> Table {
    let line = Type::Struct(vec![
        Column::required("sku", Type::Text),
        Column::required("quantity", Type::Int32),
        Column::nullable("price", Type::Float64),
    ]);
    let columns = [
        Column::required("id", Type::Text),
        Column::required("customer_id", Type::Int64),
        Column::required("placed_at", Type::Timestamp),
        Column::nullable("shipped_at", Type::Timestamp),
        Column::required("total", Type::Float64),
        Column::required("paid", Type::Boolean),
        Column::nullable("note", Type::Text),
        Column::required("lines", Type::list(line)),
    ];
    Table::new("orders", columns).key(&["id"])
}

pub fn first(size: u32) -> String {
    format!("/v1/orders?per_page={size}")
}

pub fn page(client: &Client, target: &str) -> Result<Page, Error> {
    let response = client.get(target)?;
    let orders: Vec<Order> = response.json()?;
    let rows = orders.into_iter().map(|order| row(&response, order)).collect::<Result<_, _>>()?;
    Ok(Page { rows, next: response.link("next").map(|url| client.target(url)).transpose()? })
}

fn row(response: &Response, order: Order) -> Result<Row, Error> {
    let shipped = order.shipped_at.map(|text| instant(response, &text)).transpose()?;
    let lines =
        order.lines.into_iter().map(|it| Value::Struct(row![it.sku, it.quantity, it.price])).collect();
    Ok(row![
        order.id,
        order.customer_id,
        Value::Timestamp(instant(response, &order.placed_at)?),
        shipped.map(Value::Timestamp),
        order.total,
        order.paid,
        order.note,
        Value::List(lines),
    ])
}
