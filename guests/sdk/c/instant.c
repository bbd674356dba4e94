#include "instant.h"
#include <string.h>

/* Reads a fixed form: d is a digit, T and Z also match in lower case, all else matches itself. The digits go to `out`. */
static bool matches(struct slice *text, const char *form, int *out) {
  for (; *form; form++) {
    if (text->len == 0) return false;
    char c = *text->ptr;
    bool is_digit = c >= '0' && c <= '9';
    if (*form == 'd' ? !is_digit : c != *form && !(c == *form + ('a' - 'A') && (*form == 'T' || *form == 'Z'))) return false;
    if (is_digit && *form == 'd') *out++ = c - '0';
    *text = slice_from(*text, 1);
  }
  return true;
}

static int two(const int *digit) { return digit[0] * 10 + digit[1]; }

/* Days since 1970-01-01 in the proleptic Gregorian calendar, of which a cycle of 400 years has 146097. */
static int64_t days(int64_t year, int month, int day) {
  if (month <= 2) year--, month += 12;   /* a year that begins in March has its leap day at its end */
  int64_t cycle = (year >= 0 ? year : year - 399) / 400, of_cycle = year - cycle * 400;
  int64_t day_of_year = (153 * (month - 3) + 2) / 5 + day - 1;
  return cycle * 146097 + of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + day_of_year - 719468;
}

static bool is_date(int year, int month, int day) {
  static const int DAYS[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]) return false;
  return month != 2 || day < 29 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

static bool seconds_of(int year, int month, int day, int hour, int minute, int second, int64_t *seconds) {
  if (!is_date(year, month, day) || hour > 23 || minute > 59 || second > 60) return false;
  *seconds = days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
  return true;
}

bool instant_read(struct slice text, int64_t *millis) {
  int d[14], offset[4] = {0};
  int64_t seconds;
  if (!matches(&text, "dddd-dd-ddTdd:dd:dd", d)) return false;
  if (!seconds_of(two(d) * 100 + two(d + 2), two(d + 4), two(d + 6), two(d + 8), two(d + 10), two(d + 12), &seconds)) return false;
  int fraction = 0;
  if (text.len && *text.ptr == '.') {
    text = slice_from(text, 1);
    int unit = 100, digit;
    if (!matches(&text, "d", &digit)) return false;
    do fraction += unit * digit, unit /= 10; while (matches(&text, "d", &digit));
  }
  if (!text.len) return false;
  int sign = *text.ptr == '-' ? -1 : 1;
  if (*text.ptr == '-' || *text.ptr == '+') {
    text = slice_from(text, 1);
    if (!matches(&text, "dd:dd", offset) || two(offset) > 23 || two(offset + 2) > 59) return false;
  } else if (!matches(&text, "Z", offset)) {
    return false;
  }
  *millis = (seconds - sign * (two(offset) * 3600 + two(offset + 2) * 60)) * 1000 + fraction;
  return text.len == 0;
}

bool instant_read_http_date(struct slice text, int64_t *seconds) {
  static const char MONTHS[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  int d[12];
  if (text.len != 29 || text.ptr[3] != ',') return false;
  struct slice at = slice_from(text, 4), name = {text.ptr + 8, 3};
  if (!matches(&at, " dd ", d)) return false;
  int month = 0;
  while (month < 12 && memcmp(MONTHS + 3 * month, name.ptr, 3)) month++;
  at = slice_from(at, 3);
  return month < 12 && matches(&at, " dddd dd:dd:dd GMT", d + 2)
    && seconds_of(two(d + 2) * 100 + two(d + 4), month + 1, two(d), two(d + 6), two(d + 8), two(d + 10), seconds);
}
