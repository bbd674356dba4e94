#include "failure.h"

bool failure_set(struct failure *failure, enum failure_kind kind, struct slice message) {
  *failure = (struct failure){.kind = kind, .message = message};
  return false;
}

bool failure_permanent(struct failure *failure, struct slice message) { return failure_set(failure, PERMANENT, message); }
