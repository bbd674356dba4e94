/* A source in front of another one: offers its tables and passes its batches on. A cursor of its own has one byte before the
   other's, so that a cursor tells whether it went through here. */
#include "source_relay.h"
#include <stdlib.h>
#include <string.h>

#define MARK 'r'

struct exports_witloof_connector_source_read_handle_t { witloof_connector_source_own_read_handle_t inner; };

static void *xmalloc(size_t n) { void *p = malloc(n ? n : 1); if (!p) abort(); return p; }

bool exports_witloof_connector_source_discover(exports_witloof_connector_source_list_schema_t *ret,
                                               exports_witloof_connector_source_error_t *err) {
  witloof_connector_source_list_schema_t inner;
  if (!witloof_connector_source_discover(&inner, err)) return false;
  ret->ptr = inner.ptr; ret->len = inner.len;
  return true;
}

bool exports_witloof_connector_source_open(source_relay_string_t *table, exports_witloof_connector_source_cursor_t *cur,
    exports_witloof_connector_source_own_read_handle_t *ret, exports_witloof_connector_source_error_t *err) {
  witloof_connector_source_own_read_handle_t inner;
  witloof_connector_source_cursor_t rest;
  if (cur) {
    if (cur->len == 0 || cur->ptr[0] != MARK) {
      err->tag = WITLOOF_CONNECTOR_TYPES_ERROR_PERMANENT; source_relay_string_dup(&err->val.permanent, "not a cursor of the relay");
      return false;
    }
    rest.ptr = cur->ptr + 1; rest.len = cur->len - 1;
  }
  if (!witloof_connector_source_open(table, cur ? &rest : NULL, &inner, err)) return false;
  exports_witloof_connector_source_read_handle_t *h = xmalloc(sizeof *h);
  h->inner = inner;
  *ret = exports_witloof_connector_source_read_handle_new(h);
  return true;
}

bool exports_witloof_connector_source_method_read_handle_next(exports_witloof_connector_source_borrow_read_handle_t self,
    exports_witloof_connector_source_option_record_batch_t *ret, exports_witloof_connector_source_error_t *err) {
  witloof_connector_source_option_record_batch_t inner;
  if (!witloof_connector_source_method_read_handle_next(witloof_connector_source_borrow_read_handle(self->inner), &inner, err)) return false;
  ret->is_some = inner.is_some; ret->val = inner.val;
  return true;
}

void exports_witloof_connector_source_method_read_handle_cursor(exports_witloof_connector_source_borrow_read_handle_t self,
    exports_witloof_connector_source_cursor_t *ret) {
  witloof_connector_source_cursor_t inner;
  witloof_connector_source_method_read_handle_cursor(witloof_connector_source_borrow_read_handle(self->inner), &inner);
  ret->len = inner.len + 1; ret->ptr = xmalloc(ret->len);
  ret->ptr[0] = MARK; memcpy(ret->ptr + 1, inner.ptr, inner.len);
  witloof_connector_source_cursor_free(&inner);
}

void exports_witloof_connector_source_read_handle_destructor(exports_witloof_connector_source_read_handle_t *rep) {
  witloof_connector_source_read_handle_drop_own(rep->inner);
  free(rep);
}
