#include "http.h"
#include <string.h>

#define MAX_BODY ((size_t)32 << 20)   /* keeps a runaway answer from eating the memory */
#define READ_SIZE 65536
#define SECOND UINT64_C(1000000000)

static const char *const CODES[] = {
  "DNS-timeout", "DNS-error", "destination-not-found", "destination-unavailable", "destination-IP-prohibited", "destination-IP-unroutable",
  "connection-refused", "connection-terminated", "connection-timeout", "connection-read-timeout", "connection-write-timeout",
  "connection-limit-reached", "TLS-protocol-error", "TLS-certificate-error", "TLS-alert-received", "HTTP-request-denied",
  "HTTP-request-length-required", "HTTP-request-body-size", "HTTP-request-method-invalid", "HTTP-request-URI-invalid", "HTTP-request-URI-too-long",
  "HTTP-request-header-section-size", "HTTP-request-header-size", "HTTP-request-trailer-section-size", "HTTP-request-trailer-size",
  "HTTP-response-incomplete", "HTTP-response-header-section-size", "HTTP-response-header-size", "HTTP-response-body-size",
  "HTTP-response-trailer-section-size", "HTTP-response-trailer-size", "HTTP-response-transfer-coding", "HTTP-response-content-coding",
  "HTTP-response-timeout", "HTTP-upgrade-failed", "HTTP-protocol-error", "loop-detected", "configuration-error", "internal-error"};

/* What the sandbox or the address forbids will not pass; what the network does may. */
static bool failed(struct arena *arena, const struct client *client, struct slice target, uint8_t code, struct failure *failure) {
  struct slice why = JOIN(arena, SLICE("GET "), target, SLICE(": "), slice_of(CODES[code]));
  switch (code) {
    case WASI_HTTP_TYPES_ERROR_CODE_HTTP_REQUEST_DENIED:
      return failure_permanent(failure, JOIN(arena, SLICE("requests to "), client->authority,
                                     SLICE(" are not allowed: name it under http in the manifest and grant it")));
    case WASI_HTTP_TYPES_ERROR_CODE_DESTINATION_IP_PROHIBITED:
    case WASI_HTTP_TYPES_ERROR_CODE_HTTP_REQUEST_URI_INVALID:
    case WASI_HTTP_TYPES_ERROR_CODE_CONFIGURATION_ERROR:
    case WASI_HTTP_TYPES_ERROR_CODE_TLS_CERTIFICATE_ERROR:
      return failure_permanent(failure, why);
    default:
      return failure_set(failure, TRANSIENT, why);
  }
}

static source_connector_string_t string(struct slice text) { return (source_connector_string_t){(uint8_t *)text.ptr, text.len}; }

static bool set_header(wasi_http_types_borrow_fields_t fields, struct slice name, struct slice value) {
  wasi_http_types_field_key_t key = string(name);
  wasi_http_types_field_value_t bytes = {(uint8_t *)value.ptr, value.len};
  wasi_http_types_header_error_t error;
  return wasi_http_types_method_fields_append(fields, &key, &bytes, &error);
}

static bool make_request(const struct client *client, struct slice target, struct slice id, wasi_http_types_own_outgoing_request_t *out) {
  wasi_http_types_own_fields_t fields = wasi_http_types_constructor_fields();
  wasi_http_types_borrow_fields_t headers = wasi_http_types_borrow_fields(fields);
  bool is_good = set_header(headers, SLICE("accept"), SLICE("application/json")) && set_header(headers, SLICE("x-request-id"), id);
  for (size_t i = 0; i < client->header_count; i++) is_good = is_good && set_header(headers, client->headers[i].name, client->headers[i].value);
  *out = wasi_http_types_constructor_outgoing_request(fields);
  wasi_http_types_borrow_outgoing_request_t request = wasi_http_types_borrow_outgoing_request(*out);
  wasi_http_types_scheme_t scheme = {.tag = client->is_https ? WASI_HTTP_TYPES_SCHEME_HTTPS : WASI_HTTP_TYPES_SCHEME_HTTP};
  source_connector_string_t authority = string(client->authority), path = string(target);
  if (is_good && wasi_http_types_method_outgoing_request_set_scheme(request, &scheme)
      && wasi_http_types_method_outgoing_request_set_authority(request, &authority)
      && wasi_http_types_method_outgoing_request_set_path_with_query(request, &path)) return true;
  wasi_http_types_outgoing_request_drop_own(*out);
  return false;
}

/* A host that knows no timeouts is left to its own. */
static wasi_http_types_own_request_options_t make_options(void) {
  wasi_http_types_own_request_options_t own = wasi_http_types_constructor_request_options();
  wasi_http_types_borrow_request_options_t options = wasi_http_types_borrow_request_options(own);
  uint64_t to_connect = 10 * SECOND, to_answer = 25 * SECOND;
  wasi_http_types_method_request_options_set_connect_timeout(options, &to_connect);
  wasi_http_types_method_request_options_set_first_byte_timeout(options, &to_answer);
  wasi_http_types_method_request_options_set_between_bytes_timeout(options, &to_answer);
  return own;
}

static bool drain(struct arena *arena, struct slice target, wasi_io_streams_own_input_stream_t own, struct slice *body, struct failure *failure) {
  struct text all = {.arena = arena};
  source_connector_list_u8_t chunk;
  wasi_io_streams_stream_error_t error;
  while (wasi_io_streams_method_input_stream_blocking_read(wasi_io_streams_borrow_input_stream(own), READ_SIZE, &chunk, &error)) {
    text_add(&all, (struct slice){(char *)chunk.ptr, chunk.len});
    source_connector_list_u8_free(&chunk);
    if (all.len > MAX_BODY) return failure_permanent(failure, JOIN(arena, SLICE("the answer to GET "), target, SLICE(" is too long")));
  }
  *body = text_slice(&all);
  if (error.tag == WASI_IO_STREAMS_STREAM_ERROR_CLOSED) return true;
  source_connector_string_t why;
  wasi_io_error_method_error_to_debug_string(wasi_io_error_borrow_error(error.val.last_operation_failed), &why);
  struct slice message = JOIN(arena, SLICE("the answer to GET "), target, SLICE(" broke off: "), {(char *)why.ptr, why.len});
  source_connector_string_free(&why);
  wasi_io_streams_stream_error_free(&error);
  return failure_set(failure, TRANSIENT, message);
}

/* Copies the headers, as the bindings free them. */
static void copy_headers(struct arena *arena, wasi_http_types_borrow_incoming_response_t response, struct answer *answer) {
  wasi_http_types_own_fields_t fields = wasi_http_types_method_incoming_response_headers(response);
  wasi_http_types_list_tuple2_field_key_field_value_t entries;
  wasi_http_types_method_fields_entries(wasi_http_types_borrow_fields(fields), &entries);
  answer->headers.ptr = arena_take(arena, entries.len * sizeof *entries.ptr);
  answer->headers.len = entries.len;
  for (size_t i = 0; i < entries.len; i++) {
    struct slice name = JOIN(arena, {(char *)entries.ptr[i].f0.ptr, entries.ptr[i].f0.len});
    struct slice value = JOIN(arena, {(char *)entries.ptr[i].f1.ptr, entries.ptr[i].f1.len});
    answer->headers.ptr[i].f0 = string(name);
    answer->headers.ptr[i].f1 = (wasi_http_types_field_value_t){(uint8_t *)value.ptr, value.len};
  }
  wasi_http_types_list_tuple2_field_key_field_value_free(&entries);
  wasi_http_types_fields_drop_own(fields);
}

/* Children are given back before their parents. */
static bool read_answer(struct arena *arena, struct slice target, wasi_http_types_own_incoming_response_t own, struct answer *answer, struct failure *failure) {
  wasi_http_types_borrow_incoming_response_t response = wasi_http_types_borrow_incoming_response(own);
  answer->status = wasi_http_types_method_incoming_response_status(response);
  copy_headers(arena, response, answer);
  wasi_http_types_own_incoming_body_t body;
  wasi_io_streams_own_input_stream_t stream;
  bool is_good = wasi_http_types_method_incoming_response_consume(response, &body);
  if (is_good) {
    is_good = wasi_http_types_method_incoming_body_stream((wasi_http_types_borrow_incoming_body_t){body.__handle}, &stream);
    if (is_good) {
      is_good = drain(arena, target, stream, &answer->body, failure);
      wasi_io_streams_input_stream_drop_own(stream);
    } else {
      failure_permanent(failure, SLICE("the host gives no body"));
    }
    wasi_http_types_incoming_body_drop_own(body);
  } else {
    failure_permanent(failure, SLICE("the host gives no body"));
  }
  wasi_http_types_incoming_response_drop_own(own);
  return is_good;
}

bool http_exchange(struct arena *arena, const struct client *client, struct slice target, struct slice id, struct answer *answer, struct failure *failure) {
  wasi_http_types_own_outgoing_request_t request;
  if (!make_request(client, target, id, &request)) {
    return failure_permanent(failure, JOIN(arena, SLICE("GET "), target, SLICE(" cannot be sent")));
  }
  wasi_http_outgoing_handler_own_request_options_t options = make_options();
  wasi_http_types_own_future_incoming_response_t own;
  wasi_http_types_error_code_t code;
  if (!wasi_http_outgoing_handler_handle(request, &options, &own, &code)) {
    bool result = failed(arena, client, target, code.tag, failure);
    wasi_http_types_error_code_free(&code);
    return result;
  }
  wasi_http_types_borrow_future_incoming_response_t future = wasi_http_types_borrow_future_incoming_response(own);
  wasi_io_poll_own_pollable_t ready = wasi_http_types_method_future_incoming_response_subscribe(future);
  wasi_io_poll_method_pollable_block(wasi_io_poll_borrow_pollable(ready));
  wasi_io_poll_pollable_drop_own(ready);
  wasi_http_types_result_result_own_incoming_response_error_code_void_t result;
  bool is_good;
  if (!wasi_http_types_method_future_incoming_response_get(future, &result) || result.is_err) {
    is_good = failure_set(failure, TRANSIENT, SLICE("the host gave no answer"));
  } else if (result.val.ok.is_err) {
    is_good = failed(arena, client, target, result.val.ok.val.err.tag, failure);
    wasi_http_types_error_code_free(&result.val.ok.val.err);
  } else {
    is_good = read_answer(arena, target, result.val.ok.val.ok, answer, failure);
  }
  wasi_http_types_future_incoming_response_drop_own(own);
  return is_good;
}
