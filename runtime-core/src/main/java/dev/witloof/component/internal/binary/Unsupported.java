package dev.witloof.component.internal.binary;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;

/** What the format knows and this runtime refuses, by the name of its proposal. */
final class Unsupported {
  static final String ASYNC = "the async proposal (WASI 0.3)";
  static final String THREADS = "the shared-everything-threads proposal";
  static final String ERROR_CONTEXT = "the error-context proposal";

  private Unsupported() {}

  static InvalidComponent builtin(String name, String proposal, int offset) {
    return feature("canon " + name + " of " + proposal, offset);
  }

  static InvalidComponent async(String what, int offset) {
    return feature(what + " of " + ASYNC, offset);
  }

  static InvalidComponent asyncOption(String option, int offset) {
    return async("the canonical option " + option, offset);
  }

  static InvalidComponent values(String what, int offset) {
    return feature(what + " of the values proposal", offset);
  }

  static InvalidComponent gc(String what, int offset) {
    return feature(what + " of the garbage-collection proposal", offset);
  }

  static InvalidComponent exceptions(String what, int offset) {
    return feature(what + " of the exception-handling proposal", offset);
  }

  static InvalidComponent memory64(String what, int offset) {
    return feature(what + " of the memory64 proposal", offset);
  }

  static InvalidComponent feature(String name, int offset) {
    return new InvalidComponent(
        Kind.UNSUPPORTED,
        offset,
        "the component uses " + name + ", which this runtime does not support");
  }
}
