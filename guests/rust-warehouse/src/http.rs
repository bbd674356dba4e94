//! One request over `wasi:http`, and what its answer means.

use crate::bindings::wasi::http::outgoing_handler;
use crate::bindings::wasi::http::types::{
    Fields, IncomingBody, Method, OutgoingBody, OutgoingRequest, Scheme,
};
use crate::bindings::wasi::io::streams::StreamError;
use crate::bindings::witloof::connector::types::Error;

const WRITE_SIZE: usize = 4096;
const READ_SIZE: u64 = 64 << 10;

/// Sends a request to `authority` and waits for a 2xx answer; others become the contract's errors, with what the service said.
pub fn send(method: &Method, authority: &str, path: &str, body: &[u8]) -> Result<(), Error> {
    let request = OutgoingRequest::new(Fields::new());
    request
        .set_method(method)
        .and(request.set_scheme(Some(&Scheme::Http)))
        .and(request.set_authority(Some(authority)))
        .and(request.set_path_with_query(Some(path)))
        .map_err(|()| Error::Permanent(format!("http://{authority}{path} is no address")))?;
    let outgoing = request.body().map_err(|()| lost("the request has no body"))?;
    let future = outgoing_handler::handle(request, None).map_err(|code| lost(&format!("{code:?}")))?;
    write(outgoing, body)?;
    future.subscribe().block();
    let response = future
        .get()
        .and_then(Result::ok)
        .ok_or_else(|| lost("no answer"))?
        .map_err(|code| lost(&format!("{code:?}")))?;
    let status = response.status();
    let said = read(response.consume().map_err(|()| lost("the answer has no body"))?)?;
    match status {
        200..=299 => Ok(()),
        401 => Err(Error::AuthExpired(said)),
        409 => Err(Error::SchemaIncompatible(said)),
        500..=599 => Err(Error::Transient(said)),
        _ => Err(Error::Permanent(format!("status {status}: {said}"))),
    }
}

fn lost(why: &str) -> Error {
    Error::Transient(format!("the warehouse cannot be reached: {why}"))
}

fn write(outgoing: OutgoingBody, body: &[u8]) -> Result<(), Error> {
    let stream = outgoing.write().map_err(|()| lost("the request's body cannot be written"))?;
    for chunk in body.chunks(WRITE_SIZE) {
        stream.blocking_write_and_flush(chunk).map_err(|_| lost("the request broke off"))?;
    }
    drop(stream);
    OutgoingBody::finish(outgoing, None).map_err(|code| lost(&format!("{code:?}")))
}

fn read(incoming: IncomingBody) -> Result<String, Error> {
    let stream = incoming.stream().map_err(|()| lost("the answer's body cannot be read"))?;
    let mut body = Vec::new();
    loop {
        match stream.blocking_read(READ_SIZE) {
            Ok(bytes) => body.extend(bytes),
            Err(StreamError::Closed) => return Ok(String::from_utf8_lossy(&body).into_owned()),
            Err(StreamError::LastOperationFailed(_)) => return Err(lost("the answer broke off")),
        }
    }
}
