/* The source connector `{{name}}`: the bookshop that SERVICE.md describes. */
#include "books.h"

/* Begins a pass: reads the settings, and makes the client, which sends the key with each request and tries again what may pass. */
static bool begin(struct arena *arena, const struct table *table, struct pass *pass, struct failure *failure) {
  (void)table;   /* there is one */
  struct settings settings;
  struct slice origin = SLICE("https://api.example.com"), key;
  if (!settings_load(arena, &settings, failure)) return false;
  setting_get(&settings, "base-url", &origin);
  pass->page_size = 5;
  if (!setting_number(&settings, "page-size", 1, 100, &pass->page_size, failure)) return false;
  if (!setting_required(&settings, "api-key", &key, failure)) return false;
  if (!http_client(arena, origin, &pass->client, failure)) return false;
  http_send_token(arena, &pass->client, key);
  pass->client.attempts = 3;
  pass->client.longest_wait = 5;
  pass->first = books_first(arena, pass->page_size);
  pass->read = books_read;
  return true;
}

static const struct table *const TABLES[] = {&BOOKS};
const struct source SOURCE = {TABLES, COUNT(TABLES), begin};
