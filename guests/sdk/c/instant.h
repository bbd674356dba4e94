/* Instants in the answers of services. */
#ifndef INSTANT_H
#define INSTANT_H
#include "arena.h"

/* RFC 3339, in milliseconds since 1970-01-01T00:00:00 UTC. */
bool instant_read(struct slice, int64_t *millis);
/* Wed, 31 Jan 2018 00:00:10 GMT, in seconds since then. */
bool instant_read_http_date(struct slice, int64_t *seconds);
#endif
