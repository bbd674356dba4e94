/* The source connector `orders`: two tables of the API that ../README.md describes. */
#include "settings.h"
#include "table.h"
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define PARTS(array) .parts = array, .part_count = COUNT(array)

static const struct column TAG[] = {{.type = STRING, .nullable = true}};
static const struct column ADDRESS[] = {{"street", STRING}, {"city", STRING}, {"zip", STRING, .nullable = true}};
static const struct column CUSTOMER[] = {
  {"id", INT64}, {"name", STRING}, {"email", STRING, .nullable = true}, {"active", BOOLEAN}, {"visits", INT32},
  {"balance", FLOAT64, .nullable = true}, {"account", INT64, .is_text = true}, {"created_at", TIMESTAMP},
  {"tags", LIST, PARTS(TAG)}, {"address", STRUCT, .nullable = true, PARTS(ADDRESS)},
  {"avatar", BYTES, .nullable = true}, {"preferences", JSON_TEXT, .nullable = true}};

static const struct column LINE[] = {{"sku", STRING}, {"quantity", INT32}, {"price", FLOAT64, .nullable = true}};
static const struct column LINES[] = {{.type = STRUCT, .nullable = true, PARTS(LINE)}};
static const struct column ORDER[] = {
  {"id", STRING}, {"customer_id", INT64}, {"placed_at", TIMESTAMP}, {"shipped_at", TIMESTAMP, .nullable = true},
  {"total", FLOAT64}, {"paid", BOOLEAN}, {"note", STRING, .nullable = true}, {"lines", LIST, PARTS(LINES)}};

static const struct table CUSTOMERS = {"customers", "id", CUSTOMER, COUNT(CUSTOMER)}, ORDERS = {"orders", "id", ORDER, COUNT(ORDER)};

/* One pass over a table. Where it goes on: a page, path and query, and how many of its rows were read. On the last page these
   are all there were, so that a later run finds what was added since. */
struct exports_witloof_connector_source_read_handle_t {
  struct arena arena;   /* of the settings */
  struct settings settings;
  const struct table *table;
  char *page;
  size_t page_len, skip;
  bool is_exhausted;
};
typedef struct exports_witloof_connector_source_read_handle_t read_handle;

struct page { const struct json *rows; bool has_next; struct slice next; };

static struct slice first_page(struct arena *arena, const read_handle *handle) {
  struct slice begin = handle->table == &CUSTOMERS ? SLICE("/v1/customers?limit=") : SLICE("/v1/orders?per_page=");
  return JOIN(arena, begin, digits(arena, handle->settings.page_size));
}

/* Takes a copy of the page. */
static void move_to(read_handle *handle, struct slice page, size_t skip) {
  char *copy = malloc(page.len + 1);
  if (!copy) abort();
  memcpy(copy, page.ptr, page.len);
  free(handle->page);
  handle->page = copy;
  handle->page_len = page.len;
  handle->skip = skip;
}

static bool unexpected(struct arena *arena, struct slice target, struct failure *failure) {
  return permanent(failure, JOIN(arena, SLICE("the answer to GET "), target, SLICE(" is not as expected")));
}

static bool fetch(struct arena *arena, const read_handle *handle, struct slice target, struct page *page, struct failure *failure) {
  const struct client *client = &handle->settings.client;
  struct answer answer;
  if (!http_get(arena, client, target, &answer, failure)) return false;
  const struct json *body = json_parse(arena, answer.body);
  struct slice url;
  if (handle->table == &CUSTOMERS) {
    const struct json *next = json_member(body, SLICE("next_cursor"));
    page->rows = json_member(body, SLICE("data"));
    if (!next || (next->kind != JSON_STRING && next->kind != JSON_NULL)) return unexpected(arena, target, failure);
    page->has_next = next->kind == JSON_STRING;
    url = JOIN(arena, first_page(arena, handle), SLICE("&cursor="), next->text);
  } else {
    page->rows = body;
    page->has_next = http_next_link(&answer, &url);
  }
  if (!page->rows || page->rows->kind != JSON_ARRAY) return unexpected(arena, target, failure);
  return !page->has_next || http_target(arena, client, url, &page->next, failure);
}

/* Reads a page, into no batch when none of its rows are left; then moves on. */
static bool advance(struct arena *arena, read_handle *handle, struct slice *batch, struct failure *failure) {
  struct slice target = {handle->page, handle->page_len};
  struct page page;
  *batch = (struct slice){NULL, 0};
  if (!fetch(arena, handle, target, &page, failure)) return false;
  if (page.has_next && equal(page.next, target)) {
    return permanent(failure, JOIN(arena, SLICE("the page "), target, SLICE(" names itself as the next one")));
  }
  if (page.rows->count > handle->skip && !table_batch(handle->table, arena, page.rows, handle->skip, batch, failure)) return false;
  if (page.has_next) {
    move_to(handle, page.next, 0);
  } else {
    handle->skip = page.rows->count;
    handle->is_exhausted = true;
  }
  return true;
}

static struct slice write_cursor(struct arena *arena, const read_handle *handle) {
  struct text text = {.arena = arena};
  add(&text, SLICE("{\"version\":1,\"position\":{\"page\":"));
  add_json_string(&text, (struct slice){handle->page, handle->page_len});
  add(&text, SLICE(",\"skip\":"));
  add_number(&text, handle->skip);
  add(&text, SLICE("}}"));
  return content(&text);
}

static bool read_cursor(struct arena *arena, struct slice cursor, read_handle *handle, struct failure *failure) {
  const struct json *root = json_parse(arena, cursor), *version = json_member(root, SLICE("version"));
  const struct json *position = json_member(root, SLICE("position")), *page = json_member(position, SLICE("page")), *skip = json_member(position, SLICE("skip"));
  uint64_t count;
  struct slice target;
  if (!version || version->kind != JSON_NUMBER || !equal(version->text, SLICE("1")) || !page || page->kind != JSON_STRING || !skip
      || skip->kind != JSON_NUMBER || !read_number(skip->text, &count) || count > SIZE_MAX
      || !http_target(arena, &handle->settings.client, page->text, &target, failure)) {
    return permanent(failure, SLICE("the cursor is not one of this connector"));
  }
  move_to(handle, target, count);
  return true;
}

/* Gives a failure to the host, in memory that the bindings free. */
static bool give_failure(struct arena *arena, const struct failure *failure, witloof_connector_types_error_t *error) {
  error->tag = failure->tag;
  if (failure->tag == WITLOOF_CONNECTOR_TYPES_ERROR_RATE_LIMITED) error->val.rate_limited = failure->seconds;
  else source_connector_string_dup_n(&error->val.permanent, failure->message.ptr, failure->message.len);
  give_back(arena);
  return false;
}

static void give_bytes(struct slice bytes, uint8_t **ptr, size_t *len) {
  *ptr = malloc(bytes.len ? bytes.len : 1);
  if (!*ptr) abort();
  memcpy(*ptr, bytes.ptr, bytes.len);
  *len = bytes.len;
}

bool exports_witloof_connector_source_discover(exports_witloof_connector_source_list_schema_t *ret, exports_witloof_connector_source_error_t *err) {
  (void)err;
  ret->len = 2;
  ret->ptr = calloc(2, sizeof *ret->ptr);
  if (!ret->ptr) abort();
  table_schema(&CUSTOMERS, &ret->ptr[0]);
  table_schema(&ORDERS, &ret->ptr[1]);
  return true;
}

static bool begin(read_handle *handle, struct slice table, const struct slice *cursor, struct failure *failure) {
  if (!read_settings(&handle->arena, &handle->settings, failure)) return false;
  if (equal(table, slice(CUSTOMERS.name))) handle->table = &CUSTOMERS;
  else if (equal(table, slice(ORDERS.name))) handle->table = &ORDERS;
  else return permanent(failure, JOIN(&handle->arena, SLICE("there is no table `"), table, SLICE("`: there are customers and orders")));
  if (cursor) return read_cursor(&handle->arena, *cursor, handle, failure);
  move_to(handle, first_page(&handle->arena, handle), 0);
  return true;
}

bool exports_witloof_connector_source_open(source_connector_string_t *table, exports_witloof_connector_source_cursor_t *maybe_cursor,
    exports_witloof_connector_source_own_read_handle_t *ret, exports_witloof_connector_source_error_t *err) {
  read_handle *handle = calloc(1, sizeof *handle);
  if (!handle) abort();
  struct failure failure;
  struct slice cursor = maybe_cursor ? (struct slice){(char *)maybe_cursor->ptr, maybe_cursor->len} : (struct slice){NULL, 0};
  if (!begin(handle, (struct slice){(char *)table->ptr, table->len}, maybe_cursor ? &cursor : NULL, &failure)) {
    give_failure(&handle->arena, &failure, err);
    free(handle);
    return false;
  }
  *ret = exports_witloof_connector_source_read_handle_new(handle);
  return true;
}

bool exports_witloof_connector_source_method_read_handle_next(exports_witloof_connector_source_borrow_read_handle_t self,
    exports_witloof_connector_source_option_record_batch_t *ret, exports_witloof_connector_source_error_t *err) {
  ret->is_some = false;
  while (!self->is_exhausted && !ret->is_some) {
    struct arena arena = {NULL};
    struct failure failure;
    struct slice batch;
    if (!advance(&arena, self, &batch, &failure)) return give_failure(&arena, &failure, err);
    ret->is_some = batch.ptr != NULL;
    if (ret->is_some) give_bytes(batch, &ret->val.ptr, &ret->val.len);
    give_back(&arena);
  }
  return true;
}

void exports_witloof_connector_source_method_read_handle_cursor(exports_witloof_connector_source_borrow_read_handle_t self,
    exports_witloof_connector_source_cursor_t *ret) {
  struct arena arena = {NULL};
  give_bytes(write_cursor(&arena, self), &ret->ptr, &ret->len);
  give_back(&arena);
}

void exports_witloof_connector_source_read_handle_destructor(read_handle *handle) {
  give_back(&handle->arena);
  free(handle->page);
  free(handle);
}
