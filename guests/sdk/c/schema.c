/* Tables as the contract has them. */
#include "table.h"
#include <stdlib.h>

#define TYPE(name) WITLOOF_CONNECTOR_TYPES_DATA_TYPE_##name

static void *allocate(size_t size) {
  void *memory = calloc(1, size ? size : 1);
  if (!memory) abort();
  return memory;
}

static size_t count_types(const struct column *columns, size_t count) {
  size_t types = 0;
  for (size_t i = 0; i < count; i++) types += 1 + count_types(columns[i].parts, columns[i].part_count);
  return types;
}

static void add_fields(const struct column *, size_t count, witloof_connector_types_list_schema_field_t *, witloof_connector_types_list_data_type_t *);

/* Adds the type of a column and those it refers to, which come first; its place in `types`. */
static uint32_t add_type(const struct column *column, witloof_connector_types_list_data_type_t *types) {
  static const uint8_t TAGS[] = {
    [BOOLEAN] = TYPE(BOOLEAN), [INT32] = TYPE(INT32), [INT64] = TYPE(INT64), [FLOAT64] = TYPE(FLOAT64), [STRING] = TYPE(STRING),
    [BYTES] = TYPE(BYTES), [TIMESTAMP] = TYPE(TIMESTAMP_MILLIS), [JSON_TEXT] = TYPE(JSON), [LIST] = TYPE(LIST), [STRUCT] = TYPE(STRUCT)};
  witloof_connector_types_data_type_t type = {.tag = TAGS[column->type]};
  if (column->type == LIST) type.val.list = add_type(column->parts, types);
  if (column->type == STRUCT) add_fields(column->parts, column->part_count, &type.val.struct_, types);
  types->ptr[types->len] = type;
  return (uint32_t)types->len++;
}

static void add_fields(const struct column *columns, size_t count, witloof_connector_types_list_schema_field_t *fields,
                       witloof_connector_types_list_data_type_t *types) {
  fields->ptr = allocate(count * sizeof *fields->ptr);
  fields->len = count;
  for (size_t i = 0; i < count; i++) {
    source_connector_string_dup(&fields->ptr[i].name, columns[i].name);
    fields->ptr[i].data_type = add_type(&columns[i], types);
    fields->ptr[i].nullable = columns[i].nullable;
  }
}

void table_schema(const struct table *table, witloof_connector_types_schema_t *schema) {
  source_connector_string_dup(&schema->name, table->name);
  schema->types.ptr = allocate(count_types(table->columns, table->column_count) * sizeof *schema->types.ptr);
  schema->types.len = 0;
  add_fields(table->columns, table->column_count, &schema->fields, &schema->types);
  schema->primary_key.ptr = allocate(MAX_KEYS * sizeof *schema->primary_key.ptr);
  schema->primary_key.len = 0;
  for (size_t i = 0; i < MAX_KEYS && table->key[i]; i++) {
    source_connector_string_dup(&schema->primary_key.ptr[schema->primary_key.len++], table->key[i]);
  }
}
