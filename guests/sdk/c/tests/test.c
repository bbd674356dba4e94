/* Tests of what needs no host: texts, JSON, instants, links, and values as Arrow. */
#include "http.h"
#include "instant.h"
#include "table.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) { \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
      exit(1); \
    } \
  } while (0)

static struct arena arena;
static struct failure failure;

static bool says(struct slice text, const char *part) {
  for (size_t i = 0; i + strlen(part) <= text.len; i++) {
    if (slice_starts_with(slice_from(text, i), slice_of(part))) return true;
  }
  return false;
}

static void numbers_do_not_overflow(void) {
  uint64_t number;
  CHECK(slice_number(SLICE("18446744073709551615"), &number) && number == UINT64_MAX);
  CHECK(!slice_number(SLICE("18446744073709551616"), &number));
  CHECK(!slice_number(SLICE(""), &number) && !slice_number(SLICE("-1"), &number) && !slice_number(SLICE("1 "), &number));
}

static void json_is_read_and_all_else_refused(void) {
  const struct json *root = json_parse(&arena, SLICE(" {\"a\": [1, -2.5e3, null, true], \"\\u00e9\\n\": \"\\ud83d\\ude00\"} "));
  CHECK(root && root->kind == JSON_OBJECT && root->count == 2);
  const struct json *list = json_member(root, SLICE("a"));
  CHECK(list->count == 4 && slice_equal(list->first->next->text, SLICE("-2.5e3")));
  CHECK(slice_equal(json_member(root, SLICE("\xc3\xa9\n"))->text, SLICE("\xf0\x9f\x98\x80")));
  CHECK(!json_member(root, SLICE("b")) && !json_member(list, SLICE("a")) && !json_member(NULL, SLICE("a")));
  static const char *const BAD[] = {"", "{", "[1,]", "{\"a\" 1}", "01", "1.", "nul", "\"\n\"", "\"\\x\"", "\"\\ud83d\"", "1 2", "{1: 2}"};
  for (size_t i = 0; i < COUNT(BAD); i++) CHECK(!json_parse(&arena, slice_of(BAD[i])));
}

static void texts_survive_as_json(void) {
  struct text text = {.arena = &arena};
  struct slice value = SLICE("a\"\\\n\x01\xc3\xa9");
  text_add_json(&text, value);
  CHECK(slice_equal(json_parse(&arena, text_slice(&text))->text, value));
}

static void instants_are_milliseconds(void) {
  int64_t millis, seconds;
  CHECK(instant_read(SLICE("2018-01-31T01:00:00.5+01:00"), &millis) && millis == INT64_C(1517356800500));
  CHECK(instant_read(SLICE("1969-12-31T23:59:59.9999Z"), &millis) && millis == -1);
  static const char *const BAD[] = {"2018-01-31", "2018-02-29T00:00:00Z", "2018-01-31T24:00:00Z", "2018-01-31T00:00:00", "2018-01-31T00:00:00.Z", "soon"};
  for (size_t i = 0; i < COUNT(BAD); i++) CHECK(!instant_read(slice_of(BAD[i]), &millis));
  CHECK(instant_read_http_date(SLICE("Wed, 31 Jan 2018 00:00:10 GMT"), &seconds) && seconds == 1517356810);
  CHECK(!instant_read_http_date(SLICE("Wed, 31 Foo 2018 00:00:10 GMT"), &seconds));
}

static void a_client_is_for_one_origin(void) {
  struct client client;
  struct slice target;
  CHECK(http_client(&arena, SLICE("https://a.org/"), &client, &failure));
  CHECK(slice_equal(client.authority, SLICE("a.org")) && client.is_https && client.attempts == 1);
  CHECK(http_target(&arena, &client, SLICE("https://a.org/p?q=1"), &target, &failure) && slice_equal(target, SLICE("/p?q=1")));
  CHECK(http_target(&arena, &client, SLICE("/p"), &target, &failure) && slice_equal(target, SLICE("/p")));
  static const char *const FOREIGN[] = {"https://b.org/p", "https://a.org.b/p", "//b.org/p", "p", "", "/a b"};
  for (size_t i = 0; i < COUNT(FOREIGN); i++) CHECK(!http_target(&arena, &client, slice_of(FOREIGN[i]), &target, &failure) && failure.kind == PERMANENT);
  static const char *const BAD[] = {"ftp://a.org", "a.org", "https://", "https://u@a.org", "https://a.org/b", "http://a?b"};
  for (size_t i = 0; i < COUNT(BAD); i++) CHECK(!http_client(&arena, slice_of(BAD[i]), &client, &failure));
}

static bool next_link(const char *value, struct slice *url) {
  wasi_http_types_tuple2_field_key_field_value_t header = {{(uint8_t *)"Link", 4}, {(uint8_t *)value, strlen(value)}};
  struct answer answer = {.headers = {&header, 1}};
  return http_next_link(&answer, url);
}

static void the_next_link_is_found(void) {
  struct slice url;
  CHECK(next_link("<https://a/?page=9>; rel=\"last\", <https://a/?page=2,3>; rel=\"next\"", &url) && slice_equal(url, SLICE("https://a/?page=2,3")));
  CHECK(next_link("</p>; rel=next", &url) && slice_equal(url, SLICE("/p")));
  CHECK(!next_link("</p>; rel=\"nextone\"", &url) && !next_link("<broken; rel=next", &url) && !next_link("", &url));
}

static const struct column POINT[] = {{"x", INT32}, {"y", FLOAT64, .nullable = true}};
static const struct column POINTS[] = {{.type = STRUCT, .nullable = true, PARTS(POINT)}};
static const struct column ROW[] = {{"id", INT64}, {"big", INT64, .nullable = true, .is_text = true}, {"raw", BYTES, .nullable = true}, {"points", LIST, PARTS(POINTS)}};
static const struct table TABLE = {"t", {"id"}, COLUMNS(ROW)};

static bool batch(const char *rows, struct slice *stream) {
  const struct json *json = json_parse(&arena, slice_of(rows));
  CHECK(json);
  return table_batch(&TABLE, &arena, json, 0, stream, &failure);
}

static void rows_become_a_stream(void) {
  static const uint8_t END[] = {0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0};
  struct slice stream;
  CHECK(batch("[{\"id\": 1, \"big\": \"-9223372036854775808\", \"raw\": \"AAE=\", \"points\": [{\"x\": 1, \"y\": null}, null]}]", &stream));
  CHECK(stream.len % 8 == 0 && memcmp(stream.ptr, END, 4) == 0 && memcmp(stream.ptr + stream.len - 8, END, 8) == 0);
  CHECK(batch("[]", &stream));
}

static void wrong_values_name_their_column(void) {
  static const struct { const char *rows, *named; } BAD[] = {
    {"[{\"id\": 1.5, \"big\": null, \"raw\": null, \"points\": []}]", "`id`"},
    {"[{\"id\": null, \"big\": null, \"raw\": null, \"points\": []}]", "`id`"},
    {"[{\"id\": 1, \"raw\": null, \"points\": []}]", "`big`"},
    {"[{\"id\": 1, \"big\": \"9223372036854775808\", \"raw\": null, \"points\": []}]", "`big`"},
    {"[{\"id\": 1, \"big\": null, \"raw\": \"A\", \"points\": []}]", "`raw`"},
    {"[{\"id\": 1, \"big\": null, \"raw\": null, \"points\": [{\"x\": 2147483648, \"y\": 0}]}]", "`x`"},
    {"[null]", "`t`"},
  };
  struct slice stream;
  for (size_t i = 0; i < COUNT(BAD); i++) {
    CHECK(!batch(BAD[i].rows, &stream) && failure.kind == PERMANENT);
    CHECK(says(failure.message, BAD[i].named));
  }
}

int main(void) {
  numbers_do_not_overflow();
  json_is_read_and_all_else_refused();
  texts_survive_as_json();
  instants_are_milliseconds();
  a_client_is_for_one_origin();
  the_next_link_is_found();
  rows_become_a_stream();
  wrong_values_name_their_column();
  arena_free(&arena);
  puts("8 tests passed");
  return 0;
}
