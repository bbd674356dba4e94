/* Tables: their columns for the contract and for Arrow, and how their values are read from JSON. */
#ifndef TABLE_H
#define TABLE_H
#include "failure.h"
#include "json.h"

enum type { BOOLEAN, INT32, INT64, FLOAT64, STRING, BYTES, TIMESTAMP, JSON_TEXT, LIST, STRUCT };

/* A column, a member of a struct, or the elements of a list. In JSON, bytes are base64 and instants RFC 3339. */
struct column {
  const char *name;
  enum type type;
  bool nullable;
  bool is_text;                 /* an int64 that JSON has as a string */
  const struct column *parts;   /* the members of a struct, the elements of a list */
  size_t part_count;
};

#define COUNT(array) (sizeof(array) / sizeof *(array))
/* The parts of a list or struct, from an array of columns. */
#define PARTS(array) .parts = array, .part_count = COUNT(array)
/* The columns of a table, from an array of them. */
#define COLUMNS(array) .columns = array, .column_count = COUNT(array)

enum { MAX_KEYS = 4 };

struct table {
  const char *name;
  const char *key[MAX_KEYS];   /* the columns that identify a row; NULL after the last one */
  const struct column *columns;
  size_t column_count;
};

void table_schema(const struct table *, witloof_connector_types_schema_t *);
/* Rows, objects with a member for each column, as one Arrow IPC stream, without the first ones. A value that is not of its column's
   type, and a null where none may be, are permanent failures that name the column. */
bool table_batch(const struct table *, struct arena *, const struct json *rows, size_t skip, struct slice *stream, struct failure *);
#endif
