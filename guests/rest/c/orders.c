/* The source connector `orders`: two tables of the API that ../README.md describes. */
#include "source.h"

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

static const struct table CUSTOMERS = {"customers", {"id"}, COLUMNS(CUSTOMER)}, ORDERS = {"orders", {"id"}, COLUMNS(ORDER)};

static struct slice first_page(struct arena *arena, struct slice path, uint32_t size) { return JOIN(arena, path, slice_digits(arena, size)); }

static const struct slice CUSTOMERS_PATH = SLICE("/v1/customers?limit="), ORDERS_PATH = SLICE("/v1/orders?per_page=");

/* Pages by cursor. */
static bool read_customers(struct arena *arena, const struct pass *pass, const struct answer *answer, struct page *page, struct failure *failure) {
  const struct json *body = json_parse(arena, answer->body), *next = json_member(body, SLICE("next_cursor"));
  if (!next || (next->kind != JSON_STRING && next->kind != JSON_NULL)) return failure_permanent(failure, SLICE("`next_cursor` is no string"));
  page->rows = json_member(body, SLICE("data"));
  page->has_next = next->kind == JSON_STRING;
  page->next = JOIN(arena, first_page(arena, CUSTOMERS_PATH, pass->page_size), SLICE("&cursor="), next->text);
  return true;
}

/* Pages by the header Link. */
static bool read_orders(struct arena *arena, const struct pass *pass, const struct answer *answer, struct page *page, struct failure *failure) {
  (void)pass, (void)failure;
  page->rows = json_parse(arena, answer->body);
  page->has_next = http_next_link(answer, &page->next);
  return true;
}

static bool open(struct arena *arena, const struct table *table, struct pass *pass, struct failure *failure) {
  struct settings settings;
  struct slice url, token;
  uint32_t attempts = 1, longest_wait = 5;
  pass->page_size = 100;
  if (!settings_load(arena, &settings, failure) || !settings_allow(&settings, "base-url, page-size, attempts, longest-wait", failure)
      || !setting_number(&settings, "page-size", 1, 1000, &pass->page_size, failure)
      || !setting_number(&settings, "attempts", 1, 10, &attempts, failure)
      || !setting_number(&settings, "longest-wait", 0, 20, &longest_wait, failure)
      || !setting_required(&settings, "base-url", &url, failure) || !http_client(arena, url, &pass->client, failure)
      || !environment_variable(arena, "ORDERS_TOKEN", &token, failure)) return false;
  http_send_token(arena, &pass->client, token);
  pass->client.attempts = attempts;
  pass->client.longest_wait = longest_wait;
  bool is_customers = table == &CUSTOMERS;
  pass->first = first_page(arena, is_customers ? CUSTOMERS_PATH : ORDERS_PATH, pass->page_size);
  pass->read = is_customers ? read_customers : read_orders;
  return true;
}

static const struct table *const TABLES[] = {&CUSTOMERS, &ORDERS};
const struct source SOURCE = {TABLES, COUNT(TABLES), open};
