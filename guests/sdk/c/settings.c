#include "settings.h"

static struct slice copy(struct arena *arena, source_connector_string_t text) { return JOIN(arena, {(char *)text.ptr, text.len}); }

bool settings_load(struct arena *arena, struct settings *settings, struct failure *failure) {
  source_connector_list_tuple2_string_string_t entries;
  wasi_config_store_error_t error;
  if (!wasi_config_store_get_all(&entries, &error)) {
    wasi_config_store_error_free(&error);
    return failure_set(failure, TRANSIENT, SLICE("the configuration cannot be read"));
  }
  struct setting *all = arena_take(arena, entries.len * sizeof *all);
  for (size_t i = 0; i < entries.len; i++) {
    all[i] = (struct setting){copy(arena, entries.ptr[i].f0), copy(arena, entries.ptr[i].f1)};
  }
  *settings = (struct settings){arena, all, entries.len};
  source_connector_list_tuple2_string_string_free(&entries);
  return true;
}

/* Whether one of the names between commas and spaces is this one. */
static bool names(struct slice list, struct slice name) {
  for (size_t begin = 0, i = 0; i <= list.len; i++) {
    if (i < list.len && list.ptr[i] != ',' && list.ptr[i] != ' ') continue;
    if (slice_equal((struct slice){list.ptr + begin, i - begin}, name)) return true;
    begin = i + 1;
  }
  return false;
}

bool settings_allow(const struct settings *settings, const char *known, struct failure *failure) {
  for (size_t i = 0; i < settings->count; i++) {
    struct slice key = settings->all[i].key;
    if (names(slice_of(known), key)) continue;
    return failure_permanent(failure, JOIN(settings->arena, SLICE("unknown configuration key `"), key, SLICE("`: there are "), slice_of(known)));
  }
  return true;
}

bool setting_get(const struct settings *settings, const char *key, struct slice *value) {
  for (size_t i = 0; i < settings->count; i++) {
    if (!slice_equal(settings->all[i].key, slice_of(key))) continue;
    *value = settings->all[i].value;
    return true;
  }
  return false;
}

bool setting_required(const struct settings *settings, const char *key, struct slice *value, struct failure *failure) {
  if (setting_get(settings, key, value)) return true;
  return failure_permanent(failure, JOIN(settings->arena, SLICE("the configuration key `"), slice_of(key), SLICE("` is missing")));
}

bool setting_number(const struct settings *settings, const char *key, uint32_t least, uint32_t most, uint32_t *number, struct failure *failure) {
  struct slice value;
  uint64_t read;
  if (!setting_get(settings, key, &value)) return true;
  if (slice_number(value, &read) && read >= least && read <= most) {
    *number = (uint32_t)read;
    return true;
  }
  struct arena *arena = settings->arena;
  return failure_permanent(failure, JOIN(arena, SLICE("the configuration key `"), slice_of(key), SLICE("` is `"), value, SLICE("`, it must be a number from "),
                                         slice_digits(arena, least), SLICE(" to "), slice_digits(arena, most)));
}

bool environment_variable(struct arena *arena, const char *name, struct slice *value, struct failure *failure) {
  source_connector_list_tuple2_string_string_t variables;
  wasi_cli_environment_get_environment(&variables);
  bool is_set = false;
  for (size_t i = 0; i < variables.len; i++) {
    if (!slice_equal((struct slice){(char *)variables.ptr[i].f0.ptr, variables.ptr[i].f0.len}, slice_of(name))) continue;
    *value = copy(arena, variables.ptr[i].f1);
    is_set = true;
  }
  source_connector_list_tuple2_string_string_free(&variables);
  return is_set || failure_permanent(failure, JOIN(arena, SLICE("the environment variable "), slice_of(name), SLICE(" is not set")));
}
