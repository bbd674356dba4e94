#include "settings.h"

#define TOKEN "ORDERS_TOKEN"

static struct slice copy(struct arena *arena, source_connector_string_t text) { return JOIN(arena, {(char *)text.ptr, text.len}); }

static bool number(struct arena *arena, struct slice key, struct slice value, uint32_t least, uint32_t most, uint32_t *out, struct failure *failure) {
  uint64_t number;
  if (read_number(value, &number) && number >= least && number <= most) {
    *out = (uint32_t)number;
    return true;
  }
  return permanent(failure, JOIN(arena, SLICE("the configuration key `"), key, SLICE("` is `"), value, SLICE("`, it must be a number from "),
                                 digits(arena, least), SLICE(" to "), digits(arena, most)));
}

static bool read_entry(struct arena *arena, struct slice key, struct slice value, struct settings *settings, struct slice *url, struct failure *failure) {
  if (equal(key, SLICE("base-url"))) {
    *url = value;
    return true;
  }
  if (equal(key, SLICE("page-size"))) return number(arena, key, value, 1, 1000, &settings->page_size, failure);
  if (equal(key, SLICE("attempts"))) return number(arena, key, value, 1, 10, &settings->client.attempts, failure);
  if (equal(key, SLICE("longest-wait"))) return number(arena, key, value, 0, 20, &settings->client.longest_wait, failure);
  return permanent(failure, JOIN(arena, SLICE("unknown configuration key `"), key,
                                 SLICE("`: there are base-url, page-size, attempts, longest-wait")));
}

static bool read_config(struct arena *arena, struct settings *settings, struct slice *url, struct failure *failure) {
  source_connector_list_tuple2_string_string_t entries;
  wasi_config_store_error_t error;
  if (!wasi_config_store_get_all(&entries, &error)) {
    wasi_config_store_error_free(&error);
    return fail(failure, WITLOOF_CONNECTOR_TYPES_ERROR_TRANSIENT, SLICE("the configuration cannot be read"));
  }
  bool is_good = true;
  for (size_t i = 0; i < entries.len && is_good; i++) {
    is_good = read_entry(arena, copy(arena, entries.ptr[i].f0), copy(arena, entries.ptr[i].f1), settings, url, failure);
  }
  source_connector_list_tuple2_string_string_free(&entries);
  return is_good;
}

static bool read_token(struct arena *arena, struct slice *token, struct failure *failure) {
  source_connector_list_tuple2_string_string_t variables;
  wasi_cli_environment_get_environment(&variables);
  bool is_set = false;
  for (size_t i = 0; i < variables.len; i++) {
    if (!equal((struct slice){(char *)variables.ptr[i].f0.ptr, variables.ptr[i].f0.len}, SLICE(TOKEN))) continue;
    *token = copy(arena, variables.ptr[i].f1);
    is_set = true;
  }
  source_connector_list_tuple2_string_string_free(&variables);
  return is_set || permanent(failure, SLICE("the environment variable " TOKEN " is not set"));
}

bool read_settings(struct arena *arena, struct settings *settings, struct failure *failure) {
  struct slice url = {NULL, 0};
  *settings = (struct settings){.page_size = 100, .client = {.attempts = 1, .longest_wait = 5}};
  if (!read_config(arena, settings, &url, failure)) return false;
  if (!url.ptr) return permanent(failure, SLICE("the configuration key `base-url` is missing"));
  return http_client(arena, url, &settings->client, failure) && read_token(arena, &settings->client.token, failure);
}
