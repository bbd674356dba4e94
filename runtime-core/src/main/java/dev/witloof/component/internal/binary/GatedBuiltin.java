package dev.witloof.component.internal.binary;

import static dev.witloof.component.internal.binary.GatedBuiltin.Immediate.CORE_TYPE;
import static dev.witloof.component.internal.binary.GatedBuiltin.Immediate.FLAG;
import static dev.witloof.component.internal.binary.GatedBuiltin.Immediate.INDEX;
import static dev.witloof.component.internal.binary.GatedBuiltin.Immediate.OPTIONS;
import static dev.witloof.component.internal.binary.GatedBuiltin.Immediate.RESULTS;

import dev.witloof.component.InvalidComponent;
import java.util.Arrays;
import java.util.List;

/**
 * Canonical built-ins that are read and refused by name, with the immediates that follow their code
 * (Binary.md, {@code canon}). Tools do not agree on the immediates of the shared-everything-threads
 * proposal: those are not read.
 */
enum GatedBuiltin {
  TASK_CANCEL(0x05, "task.cancel"),
  SUBTASK_CANCEL(0x06, "subtask.cancel", FLAG),
  BACKPRESSURE_SET(0x08, "backpressure.set"),
  TASK_RETURN(0x09, "task.return", RESULTS, OPTIONS),
  CONTEXT_GET(0x0a, "context.get", CORE_TYPE, INDEX),
  CONTEXT_SET(0x0b, "context.set", CORE_TYPE, INDEX),
  THREAD_YIELD(0x0c, "thread.yield", FLAG),
  SUBTASK_DROP(0x0d, "subtask.drop"),
  STREAM_NEW(0x0e, "stream.new", INDEX),
  STREAM_READ(0x0f, "stream.read", INDEX, OPTIONS),
  STREAM_WRITE(0x10, "stream.write", INDEX, OPTIONS),
  STREAM_CANCEL_READ(0x11, "stream.cancel-read", INDEX, FLAG),
  STREAM_CANCEL_WRITE(0x12, "stream.cancel-write", INDEX, FLAG),
  STREAM_DROP_READABLE(0x13, "stream.drop-readable", INDEX),
  STREAM_DROP_WRITABLE(0x14, "stream.drop-writable", INDEX),
  FUTURE_NEW(0x15, "future.new", INDEX),
  FUTURE_READ(0x16, "future.read", INDEX, OPTIONS),
  FUTURE_WRITE(0x17, "future.write", INDEX, OPTIONS),
  FUTURE_CANCEL_READ(0x18, "future.cancel-read", INDEX, FLAG),
  FUTURE_CANCEL_WRITE(0x19, "future.cancel-write", INDEX, FLAG),
  FUTURE_DROP_READABLE(0x1a, "future.drop-readable", INDEX),
  FUTURE_DROP_WRITABLE(0x1b, "future.drop-writable", INDEX),
  ERROR_CONTEXT_NEW(0x1c, "error-context.new", OPTIONS),
  ERROR_CONTEXT_DEBUG_MESSAGE(0x1d, "error-context.debug-message", OPTIONS),
  ERROR_CONTEXT_DROP(0x1e, "error-context.drop"),
  WAITABLE_SET_NEW(0x1f, "waitable-set.new"),
  WAITABLE_SET_WAIT(0x20, "waitable-set.wait", FLAG, INDEX),
  WAITABLE_SET_POLL(0x21, "waitable-set.poll", FLAG, INDEX),
  WAITABLE_SET_DROP(0x22, "waitable-set.drop"),
  WAITABLE_JOIN(0x23, "waitable.join"),
  BACKPRESSURE_INC(0x24, "backpressure.inc"),
  BACKPRESSURE_DEC(0x25, "backpressure.dec"),
  THREAD_INDEX(0x26, "thread.index"),
  THREAD_NEW_INDIRECT(0x27, "thread.new-indirect", INDEX, INDEX),
  THREAD_RESUME_LATER(0x28, "thread.resume-later"),
  THREAD_SUSPEND(0x29, "thread.suspend", FLAG),
  THREAD_SUSPEND_THEN_RESUME(0x2a, "thread.suspend-then-resume", FLAG),
  THREAD_YIELD_THEN_RESUME(0x2b, "thread.yield-then-resume", FLAG),
  THREAD_SUSPEND_THEN_PROMOTE(0x2c, "thread.suspend-then-promote", FLAG),
  THREAD_YIELD_THEN_PROMOTE(0x2d, "thread.yield-then-promote", FLAG),
  THREAD_SPAWN_REF(0x40, "thread.spawn-ref"),
  THREAD_SPAWN_INDIRECT(0x41, "thread.spawn-indirect"),
  THREAD_AVAILABLE_PARALLELISM(0x42, "thread.available-parallelism");

  private static final int FIRST_SHARED = 0x40;

  /** What follows the code of a built-in. */
  enum Immediate {
    FLAG,
    INDEX,
    OPTIONS,
    RESULTS,
    CORE_TYPE
  }

  private final int code;
  private final String builtin;
  private final List<Immediate> immediates;

  GatedBuiltin(int code, String builtin, Immediate... immediates) {
    this.code = code;
    this.builtin = builtin;
    this.immediates = List.of(immediates);
  }

  /** Why a built-in other than those of WASI 0.2 is refused: gated, or none at all. */
  static InvalidComponent refuse(int code, ByteInput in, int offset) {
    GatedBuiltin gated =
        Arrays.stream(values())
            .filter(builtin -> builtin.code == code)
            .findFirst()
            .orElseThrow(() -> ByteInput.leadingByte(code, "canonical function", offset));
    gated.immediates.forEach(immediate -> read(immediate, in));
    return Unsupported.builtin(gated.builtin, gated.proposal(), offset);
  }

  private String proposal() {
    if (code >= FIRST_SHARED) {
      return Unsupported.THREADS;
    }
    return builtin.startsWith("error-context") ? Unsupported.ERROR_CONTEXT : Unsupported.ASYNC;
  }

  private static void read(Immediate immediate, ByteInput in) {
    switch (immediate) {
      case FLAG -> in.flag("an option of a canonical built-in");
      case INDEX -> in.index("index");
      case OPTIONS -> CanonReader.options(in);
      case RESULTS -> TypeReader.results(in);
      case CORE_TYPE -> CoreTypeReader.value(in);
    }
  }
}
