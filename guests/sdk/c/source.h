/* A source connector whose tables a service gives as pages of JSON, one GET a page. */
#ifndef SOURCE_H
#define SOURCE_H
#include "http.h"
#include "settings.h"
#include "table.h"

/* What an answer holds. */
struct page {
  const struct json *rows;    /* an array of objects; anything else, NULL too, is a permanent failure */
  bool has_next;
  struct slice next;          /* path and query, or a URL of the same origin */
};

/* One pass over a table, as the author begins it. What it points to is of the arena that open() was given. */
struct pass {
  struct client client;
  struct slice first;         /* path and query of the first page */
  uint32_t page_size;         /* for the author alone */
  /* Reads an answer into a page that is empty at first. What it says of a failure comes behind "the answer to GET ... is not as expected". */
  bool (*read)(struct arena *, const struct pass *, const struct answer *, struct page *, struct failure *);
};

/* The connector. The author defines it, once: const struct source SOURCE = {...}; the rest of the component is made of it. */
struct source {
  const struct table *const *tables;
  size_t table_count;
  /* Begins a pass that is zeroed at first. */
  bool (*open)(struct arena *, const struct table *, struct pass *, struct failure *);
};
extern const struct source SOURCE;

#endif
