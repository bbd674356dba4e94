/* A client of one service, over wasi:http. */
#ifndef HTTP_H
#define HTTP_H
#include "memory.h"
#include "source_connector.h"

/* Sends to one origin and nowhere else, and so the token. */
struct client {
  struct slice origin, authority;   /* https://api.example.org, api.example.org */
  bool is_https;
  struct slice token;
  uint32_t attempts, longest_wait;  /* requests in all; seconds */
};

struct answer { uint16_t status; wasi_http_types_list_tuple2_field_key_field_value_t headers; struct slice body; };

/* Scheme, host and port; the URL must outlive the client. */
bool http_client(struct arena *, struct slice url, struct client *, struct failure *);
/* Asks for path and query. Every answer but a 2xx is a failure; what may pass is tried again. */
bool http_get(struct arena *, const struct client *, struct slice target, struct answer *, struct failure *);
/* One request, whatever is answered. */
bool http_send(struct arena *, const struct client *, struct slice target, struct slice id, struct answer *, struct failure *);
/* The path and query of a URL that the service gave. One of another origin is a failure: the token is not for it. */
bool http_target(struct arena *, const struct client *, struct slice url, struct slice *target, struct failure *);
/* The first value of a header, whose name is in lower case here. */
bool http_header(const struct answer *, struct slice name, struct slice *value);
/* The URL of the relation `next` in the header Link (RFC 8288). */
bool http_next_link(const struct answer *, struct slice *url);
#endif
