/* A client of one service, over wasi:http. */
#ifndef HTTP_H
#define HTTP_H
#include "failure.h"

enum { MAX_HEADERS = 8 };

struct header { struct slice name, value; };

/* Sends to one origin and nowhere else, and so its headers. Each request has an X-Request-Id of 16 random bytes and is logged. */
struct client {
  struct slice origin, authority;   /* https://api.example.org, api.example.org */
  bool is_https;
  struct header headers[MAX_HEADERS];
  size_t header_count;
  uint32_t attempts, longest_wait;  /* requests in all while a failure may pass; the longest pause before the next, in seconds */
};

struct answer { uint16_t status; wasi_http_types_list_tuple2_field_key_field_value_t headers; struct slice body; };

/* Scheme, host and port. One attempt, until `attempts` is set. The URL must outlive the client. */
bool http_client(struct arena *, struct slice url, struct client *, struct failure *);
/* Sends a header with every request. Name and value must outlive the client; traps after MAX_HEADERS. */
void http_send_header(struct client *, struct slice name, struct slice value);
/* Sends `Authorization: Bearer TOKEN` with every request. */
void http_send_token(struct arena *, struct client *, struct slice token);
/* Asks for path and query. Every answer but a 2xx is a failure: 401 and 403 auth-expired, 429 and a 503 with Retry-After rate-limited,
   408 and 5xx transient, others permanent. What may pass is tried again. */
bool http_get(struct arena *, const struct client *, struct slice target, struct answer *, struct failure *);
/* One request, whatever is answered. */
bool http_exchange(struct arena *, const struct client *, struct slice target, struct slice id, struct answer *, struct failure *);
/* The path and query of a URL that the service gave. One of another origin is a failure: the headers are not for it. */
bool http_target(struct arena *, const struct client *, struct slice url, struct slice *target, struct failure *);
/* The first value of a header, whose name is in lower case here. */
bool http_header(const struct answer *, struct slice name, struct slice *value);
/* The URL of the relation `next` in the header Link (RFC 8288). */
bool http_next_link(const struct answer *, struct slice *url);
#endif
