/* Why a call failed: a case of the contract's error. */
#ifndef FAILURE_H
#define FAILURE_H
#include "arena.h"
#include "bindings/source_connector.h"

enum failure_kind {
  PERMANENT = WITLOOF_CONNECTOR_TYPES_ERROR_PERMANENT,
  TRANSIENT = WITLOOF_CONNECTOR_TYPES_ERROR_TRANSIENT,
  AUTH_EXPIRED = WITLOOF_CONNECTOR_TYPES_ERROR_AUTH_EXPIRED,
  RATE_LIMITED = WITLOOF_CONNECTOR_TYPES_ERROR_RATE_LIMITED,
  SCHEMA_INCOMPATIBLE = WITLOOF_CONNECTOR_TYPES_ERROR_SCHEMA_INCOMPATIBLE
};

/* The seconds are those to wait when RATE_LIMITED, whose message is for logs alone. */
struct failure { enum failure_kind kind; struct slice message; uint32_t seconds; };

/* Both set the failure and return false. The message must live as long as the failure. */
bool failure_set(struct failure *, enum failure_kind, struct slice message);
bool failure_permanent(struct failure *, struct slice message);
#endif
