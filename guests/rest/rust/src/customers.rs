//! The table `customers`: pages by cursor.

use crate::instant;
use base64::prelude::{Engine, BASE64_STANDARD};
use serde::Deserialize;
use witloof_connector::{row, Client, Column, Error, Page, Response, Row, Table, Type, Value};

#[derive(Deserialize)]
struct Answer {
    data: Vec<Customer>,
    next_cursor: Option<String>,
}

#[derive(Deserialize)]
struct Customer {
    id: i64,
    name: String,
    email: Option<String>,
    active: bool,
    visits: i32,
    balance: Option<f64>,
    account: String,
    created_at: String,
    tags: Vec<Option<String>>,
    address: Option<Address>,
    avatar: Option<String>,
    preferences: Option<String>,
}

#[derive(Deserialize)]
struct Address {
    street: String,
    city: String,
    zip: Option<String>,
}

pub fn table() -> Table {
    let address = Type::Struct(vec![
        Column::required("street", Type::Text),
        Column::required("city", Type::Text),
        Column::nullable("zip", Type::Text),
    ]);
    let columns = [
        Column::required("id", Type::Int64),
        Column::required("name", Type::Text),
        Column::nullable("email", Type::Text),
        Column::required("active", Type::Boolean),
        Column::required("visits", Type::Int32),
        Column::nullable("balance", Type::Float64),
        Column::required("account", Type::Int64),
        Column::required("created_at", Type::Timestamp),
        Column::required("tags", Type::list(Type::Text)),
        Column::nullable("address", address),
        Column::nullable("avatar", Type::Bytes),
        Column::nullable("preferences", Type::Json),
    ];
    Table::new("customers", columns).key(&["id"])
}

pub fn first(size: u32) -> String {
    format!("/v1/customers?limit={size}")
}

pub fn page(client: &Client, target: &str, size: u32) -> Result<Page, Error> {
    let response = client.get(target)?;
    let answer: Answer = response.json()?;
    let rows = answer.data.into_iter().map(|customer| row(&response, customer)).collect::<Result<_, _>>()?;
    Ok(Page { rows, next: answer.next_cursor.map(|cursor| format!("{}&cursor={cursor}", first(size))) })
}

fn row(response: &Response, customer: Customer) -> Result<Row, Error> {
    let account: i64 = customer
        .account
        .parse()
        .map_err(|_| response.unexpected(format!("`{}` is no account number", customer.account)))?;
    let avatar = customer.avatar.map(|text| BASE64_STANDARD.decode(text)).transpose();
    let tags = customer.tags.into_iter().map(Value::from).collect();
    Ok(row![
        customer.id,
        customer.name,
        customer.email,
        customer.active,
        customer.visits,
        customer.balance,
        account,
        Value::Timestamp(instant(response, &customer.created_at)?),
        Value::List(tags),
        customer.address.map(|it| Value::Struct(row![it.street, it.city, it.zip])),
        avatar.map_err(|_| response.unexpected("an avatar is not base64"))?,
        customer.preferences,
    ])
}
