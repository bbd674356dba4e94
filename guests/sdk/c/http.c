#include "http.h"
#include "instant.h"
#include <stdlib.h>
#include <string.h>

#define DEFAULT_WAIT 60   /* seconds, for answers that ask to wait and do not say how long */
#define FIRST_BACKOFF UINT64_C(200000000)   /* ns */
#define SECOND UINT64_C(1000000000)
#define EXCERPT 200
#define REQUEST_ID_BYTES 16

bool http_client(struct arena *arena, struct slice url, struct client *client, struct failure *failure) {
  *client = (struct client){.attempts = 1, .longest_wait = 5};
  static const struct slice HTTP = SLICE("http://"), HTTPS = SLICE("https://");
  client->is_https = slice_starts_with(url, HTTPS);
  if (client->is_https || slice_starts_with(url, HTTP)) {
    if (url.ptr[url.len - 1] == '/') url.len--;
    size_t begin = client->is_https ? HTTPS.len : HTTP.len;
    client->origin = url;
    client->authority = url.len > begin ? slice_from(url, begin) : (struct slice){"", 0};
    bool is_host = client->authority.len > 0;
    for (size_t i = 0; i < client->authority.len; i++) {
      if (strchr("/?#@ ", client->authority.ptr[i])) is_host = false;
    }
    if (is_host) return true;
  }
  return failure_permanent(failure, JOIN(arena, SLICE("`"), url, SLICE("` is not scheme and host such as https://api.example.org")));
}

void http_send_header(struct client *client, struct slice name, struct slice value) {
  if (client->header_count == MAX_HEADERS) abort();
  client->headers[client->header_count++] = (struct header){name, value};
}

void http_send_token(struct arena *arena, struct client *client, struct slice token) {
  http_send_header(client, SLICE("authorization"), JOIN(arena, SLICE("Bearer "), token));
}

/* What a person can read of a body; it need not be UTF-8. */
static struct slice excerpt(struct arena *arena, struct slice body) {
  size_t len = body.len < EXCERPT ? body.len : EXCERPT;
  char *text = arena_take(arena, len);
  for (size_t i = 0; i < len; i++) text[i] = body.ptr[i] < ' ' || body.ptr[i] > '~' ? '?' : body.ptr[i];
  return (struct slice){text, len};
}

bool http_target(struct arena *arena, const struct client *client, struct slice url, struct slice *target, struct failure *failure) {
  *target = slice_starts_with(url, client->origin) ? slice_from(url, client->origin.len) : url;
  bool is_path = slice_starts_with(*target, SLICE("/")) && !slice_starts_with(*target, SLICE("//"));
  for (size_t i = 0; i < url.len; i++) {
    if (url.ptr[i] <= ' ' || url.ptr[i] > '~') is_path = false;
  }
  if (is_path) return true;
  return failure_permanent(failure, JOIN(arena, SLICE("the service names "), excerpt(arena, url), SLICE(", which is not a path of "), client->origin));
}

bool http_header(const struct answer *answer, struct slice name, struct slice *value) {
  for (size_t i = 0; i < answer->headers.len; i++) {
    wasi_http_types_tuple2_field_key_field_value_t *header = &answer->headers.ptr[i];
    if (slice_is_header((struct slice){(char *)header->f0.ptr, header->f0.len}, name)) {
      *value = (struct slice){(char *)header->f1.ptr, header->f1.len};
      return true;
    }
  }
  return false;
}

/* Whether the parameters of a link, `; rel="next"; …`, have this relation alone. */
static bool has_relation(struct slice parameters, struct slice relation) {
  for (size_t i = 0; i + 4 < parameters.len; i++) {
    if (!slice_starts_with(slice_from(parameters, i), SLICE("rel="))) continue;
    struct slice value = slice_from(parameters, i + 4);
    bool is_quoted = *value.ptr == '"';
    if (is_quoted) value = slice_from(value, 1);
    if (slice_starts_with(value, relation)) {
      struct slice after = slice_from(value, relation.len);
      if (is_quoted ? slice_starts_with(after, SLICE("\"")) : after.len == 0 || strchr(",; ", *after.ptr)) return true;
    }
  }
  return false;
}

bool http_next_link(const struct answer *answer, struct slice *url) {
  struct slice rest;
  if (!http_header(answer, SLICE("link"), &rest)) return false;
  const char *open;
  while (rest.len && (open = memchr(rest.ptr, '<', rest.len))) {
    rest = slice_from(rest, (size_t)(open + 1 - rest.ptr));
    const char *close = rest.len ? memchr(rest.ptr, '>', rest.len) : NULL;
    if (!close) return false;
    *url = (struct slice){rest.ptr, (size_t)(close - rest.ptr)};
    rest = slice_from(rest, url->len + 1);
    const char *next = rest.len ? memchr(rest.ptr, '<', rest.len) : NULL;
    struct slice parameters = {rest.ptr, next ? (size_t)(next - rest.ptr) : rest.len};
    if (has_relation(parameters, SLICE("next"))) return true;
    rest = slice_from(rest, parameters.len);
  }
  return false;
}

static void log_line(uint8_t level, struct slice message) {
  source_connector_string_t context = {(uint8_t *)"http", 4}, text = {(uint8_t *)message.ptr, message.len};
  wasi_logging_logging_log(level, &context, &text);
}

static struct slice request_id(struct arena *arena) {
  static const char HEX[] = "0123456789abcdef";
  source_connector_list_u8_t bytes;
  wasi_random_random_get_random_bytes(REQUEST_ID_BYTES, &bytes);
  char *id = arena_take(arena, 2 * bytes.len);
  for (size_t i = 0; i < bytes.len; i++) {
    id[2 * i] = HEX[bytes.ptr[i] >> 4];
    id[2 * i + 1] = HEX[bytes.ptr[i] & 15];
  }
  struct slice text = {id, 2 * bytes.len};
  source_connector_list_u8_free(&bytes);
  return text;
}

/* How many seconds from now on a Retry-After asks to wait: a number, or an HTTP date. */
static bool read_retry_after(struct slice text, uint32_t *seconds) {
  uint64_t number;
  int64_t date;
  while (text.len && text.ptr[0] == ' ') text = slice_from(text, 1);
  while (text.len && text.ptr[text.len - 1] == ' ') text.len--;
  if (!slice_number(text, &number)) {
    if (!instant_read_http_date(text, &date)) return false;
    wasi_clocks_wall_clock_datetime_t now;
    wasi_clocks_wall_clock_now(&now);
    number = date > (int64_t)now.seconds ? (uint64_t)date - now.seconds : 0;
  }
  *seconds = number > UINT32_MAX ? UINT32_MAX : (uint32_t)number;
  return true;
}

/* 401 and 403 auth-expired, 429 and a 503 with Retry-After rate-limited, 408 and 5xx transient, others permanent. */
static bool check(struct arena *arena, struct slice target, const struct answer *answer, struct failure *failure) {
  uint16_t status = answer->status;
  if (status >= 200 && status <= 299) return true;
  struct slice wait;
  bool has_wait = http_header(answer, SLICE("retry-after"), &wait);
  if (status == 429 || (status == 503 && has_wait)) {
    failure_set(failure, RATE_LIMITED, SLICE("rate limited"));
    if (!has_wait || !read_retry_after(wait, &failure->seconds)) failure->seconds = DEFAULT_WAIT;
    return false;
  }
  enum failure_kind kind = status == 401 || status == 403 ? AUTH_EXPIRED
    : status == 408 || status >= 500 ? TRANSIENT : PERMANENT;
  return failure_set(failure, kind, JOIN(arena, SLICE("GET "), target, SLICE(" answered "), slice_digits(arena, status), SLICE(": "), excerpt(arena, answer->body)));
}

static bool attempt(struct arena *arena, const struct client *client, struct slice target, struct answer *answer, struct failure *failure) {
  struct slice id = request_id(arena);
  uint64_t start = wasi_clocks_monotonic_clock_now();
  if (!http_exchange(arena, client, target, id, answer, failure)) return false;
  uint64_t millis = (wasi_clocks_monotonic_clock_now() - start) / 1000000;
  log_line(WASI_LOGGING_LOGGING_LEVEL_DEBUG, JOIN(arena, SLICE("GET "), target, SLICE(" answered "), slice_digits(arena, answer->status),
                                                  SLICE(" in "), slice_digits(arena, millis), SLICE(" ms, request "), id));
  return check(arena, target, answer, failure);
}

/* How long to wait after the failure of an attempt, counted from 1; false when it is final. */
static bool wait_after(const struct client *client, uint32_t number, const struct failure *failure, uint64_t *nanos) {
  if (failure->kind == RATE_LIMITED) *nanos = failure->seconds * SECOND;
  else if (failure->kind == TRANSIENT) *nanos = FIRST_BACKOFF << (number - 1);
  else return false;
  return number < client->attempts && *nanos <= client->longest_wait * SECOND;
}

bool http_get(struct arena *arena, const struct client *client, struct slice target, struct answer *answer, struct failure *failure) {
  for (uint32_t number = 1; !attempt(arena, client, target, answer, failure); number++) {
    uint64_t nanos;
    if (!wait_after(client, number, failure, &nanos)) return false;
    log_line(WASI_LOGGING_LOGGING_LEVEL_INFO, JOIN(arena, SLICE("attempt "), slice_digits(arena, number), SLICE(" failed, the next one in "),
                                                   slice_digits(arena, nanos / 1000000), SLICE(" ms: "), failure->message));
    wasi_io_poll_own_pollable_t pause = wasi_clocks_monotonic_clock_subscribe_duration(nanos);
    wasi_io_poll_method_pollable_block(wasi_io_poll_borrow_pollable(pause));
    wasi_io_poll_pollable_drop_own(pause);
  }
  return true;
}
