/* Instants in the answers of services. */
#ifndef INSTANT_H
#define INSTANT_H
#include "memory.h"

/* RFC 3339, in milliseconds since 1970-01-01T00:00:00 UTC. */
bool read_instant(struct slice, int64_t *millis);
/* How many seconds from now on a Retry-After asks to wait: a number, or an HTTP date. */
bool read_retry_after(struct slice, uint32_t *seconds);
#endif
