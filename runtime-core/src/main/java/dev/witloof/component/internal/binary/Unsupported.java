package dev.witloof.component.internal.binary;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import java.util.Map;

/** What the format knows and this runtime refuses, by name; the text is the specification's. */
final class Unsupported {
  private static final String ASYNC = "the async proposal (WASI 0.3)";
  private static final String THREADS = "the shared-everything-threads proposal";
  private static final String ERROR_CONTEXT = "the error-context proposal";

  private static final Map<Integer, String> CANON =
      Map.ofEntries(
          Map.entry(0x05, "task.cancel"),
          Map.entry(0x06, "subtask.cancel"),
          Map.entry(0x08, "backpressure.set"),
          Map.entry(0x09, "task.return"),
          Map.entry(0x0a, "context.get"),
          Map.entry(0x0b, "context.set"),
          Map.entry(0x0c, "thread.yield"),
          Map.entry(0x0d, "subtask.drop"),
          Map.entry(0x0e, "stream.new"),
          Map.entry(0x0f, "stream.read"),
          Map.entry(0x10, "stream.write"),
          Map.entry(0x11, "stream.cancel-read"),
          Map.entry(0x12, "stream.cancel-write"),
          Map.entry(0x13, "stream.drop-readable"),
          Map.entry(0x14, "stream.drop-writable"),
          Map.entry(0x15, "future.new"),
          Map.entry(0x16, "future.read"),
          Map.entry(0x17, "future.write"),
          Map.entry(0x18, "future.cancel-read"),
          Map.entry(0x19, "future.cancel-write"),
          Map.entry(0x1a, "future.drop-readable"),
          Map.entry(0x1b, "future.drop-writable"),
          Map.entry(0x1c, "error-context.new"),
          Map.entry(0x1d, "error-context.debug-message"),
          Map.entry(0x1e, "error-context.drop"),
          Map.entry(0x1f, "waitable-set.new"),
          Map.entry(0x20, "waitable-set.wait"),
          Map.entry(0x21, "waitable-set.poll"),
          Map.entry(0x22, "waitable-set.drop"),
          Map.entry(0x23, "waitable.join"),
          Map.entry(0x24, "backpressure.inc"),
          Map.entry(0x25, "backpressure.dec"),
          Map.entry(0x26, "thread.index"),
          Map.entry(0x27, "thread.new-indirect"),
          Map.entry(0x28, "thread.resume-later"),
          Map.entry(0x29, "thread.suspend"),
          Map.entry(0x2a, "thread.suspend-then-resume"),
          Map.entry(0x2b, "thread.yield-then-resume"),
          Map.entry(0x2c, "thread.suspend-then-promote"),
          Map.entry(0x2d, "thread.yield-then-promote"),
          Map.entry(0x40, "thread.spawn-ref"),
          Map.entry(0x41, "thread.spawn-indirect"),
          Map.entry(0x42, "thread.available-parallelism"));

  private Unsupported() {}

  static InvalidComponent canon(int code, int offset) {
    String name = CANON.get(code);
    if (name == null) {
      return new InvalidComponent(
          Kind.MALFORMED, offset, "invalid leading byte (0x" + ByteInput.hex(code) + ") for canon");
    }
    String proposal =
        code >= 0x40 ? THREADS : name.startsWith("error-context") ? ERROR_CONTEXT : ASYNC;
    return feature("canon " + name + " of " + proposal, offset);
  }

  /** A type code that is none of ours. */
  static InvalidComponent type(int code, int offset) {
    return switch (code) {
      case 0x67 -> feature("fixed-length lists", offset);
      case 0x66 -> feature("stream types of " + ASYNC, offset);
      case 0x65 -> feature("future types of " + ASYNC, offset);
      case 0x64 -> feature("error-context types of " + ERROR_CONTEXT, offset);
      case 0x63 -> feature("map types", offset);
      case 0x43 -> feature("async functions of " + ASYNC, offset);
      default ->
          new InvalidComponent(
              Kind.MALFORMED,
              offset,
              "invalid leading byte (0x" + ByteInput.hex(code) + ") for a type");
    };
  }

  static InvalidComponent asyncOption(String option, int offset) {
    return feature("the canonical option " + option + " of " + ASYNC, offset);
  }

  static InvalidComponent values(String what, int offset) {
    return feature(what + " of the values proposal", offset);
  }

  static InvalidComponent gc(int offset) {
    return feature("core types of the garbage-collection proposal", offset);
  }

  static InvalidComponent feature(String name, int offset) {
    return new InvalidComponent(
        Kind.UNSUPPORTED,
        offset,
        "the component uses " + name + ", which this runtime does not support");
  }
}
