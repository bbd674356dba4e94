package dev.witloof.host.io;

import dev.witloof.component.HostCall;
import dev.witloof.component.HostInterface;
import dev.witloof.component.value.ResultValue;
import dev.witloof.engine.Trap;
import dev.witloof.host.WasiState;
import java.util.Arrays;

/** {@code wasi:io/streams}. */
public final class Streams {
  /** What one read gives at most, however much the guest asks for. */
  private static final int MAX_READ = 1 << 20;

  /** What the blocking writes take at most, by the text of the interface. */
  private static final int MAX_BLOCKING_WRITE = 4096;

  private Streams() {}

  public static HostInterface streams() {
    return HostInterface.builder("wasi:io/streams@0.2.0")
        .resource("input-stream", InputStream.class, InputStream::close)
        .resource("output-stream", OutputStream.class, OutputStream::close)
        .function(
            "[method]input-stream.read",
            (call, args) -> result(() -> input(args).read(limit(args[1]))))
        .function(
            "[method]input-stream.blocking-read",
            (call, args) -> result(() -> blockingRead(input(args), limit(args[1]), call)))
        .function(
            "[method]input-stream.skip",
            (call, args) -> result(() -> skipped(input(args).read(limit(args[1])), call)))
        .function(
            "[method]input-stream.blocking-skip",
            (call, args) ->
                result(() -> skipped(blockingRead(input(args), limit(args[1]), call), call)))
        .function("[method]input-stream.subscribe", (call, args) -> input(args).readable())
        .function(
            "[method]output-stream.check-write",
            (call, args) -> result(() -> output(args).permitted()))
        .function(
            "[method]output-stream.write",
            (call, args) -> done(() -> write(output(args), (byte[]) args[1], call)))
        .function(
            "[method]output-stream.blocking-write-and-flush",
            (call, args) -> done(() -> blockingWrite(output(args), (byte[]) args[1], call)))
        .function(
            "[method]output-stream.flush", (call, args) -> done(() -> output(args).permitted()))
        .function(
            "[method]output-stream.blocking-flush",
            (call, args) -> done(() -> output(args).permitted()))
        .function("[method]output-stream.subscribe", (call, args) -> output(args).writable())
        .function(
            "[method]output-stream.write-zeroes",
            (call, args) -> done(() -> writeZeroes(output(args), (Long) args[1], call)))
        .function(
            "[method]output-stream.blocking-write-zeroes-and-flush",
            (call, args) ->
                done(() -> blockingWrite(output(args), new byte[zeroes((Long) args[1])], call)))
        .function(
            "[method]output-stream.splice", (call, args) -> result(() -> splice(args, false, call)))
        .function(
            "[method]output-stream.blocking-splice",
            (call, args) -> result(() -> splice(args, true, call)))
        .build();
  }

  private static InputStream input(Object[] args) {
    return (InputStream) args[0];
  }

  private static OutputStream output(Object[] args) {
    return (OutputStream) args[0];
  }

  private static int limit(Object requested) {
    long length = (Long) requested;
    return length < 0 ? MAX_READ : (int) Math.min(length, MAX_READ);
  }

  private static byte[] blockingRead(InputStream stream, int max, HostCall call)
      throws StreamFailure {
    byte[] bytes = stream.read(max);
    while (bytes.length == 0 && max > 0) {
      WasiState.of(call).wakeup().await(stream.readable(), call.store());
      bytes = stream.read(max);
    }
    return bytes;
  }

  private static long skipped(byte[] bytes, HostCall call) {
    call.store().burn(bytes.length);
    return bytes.length;
  }

  private static void write(OutputStream stream, byte[] bytes, HostCall call) throws StreamFailure {
    requirePermitted(bytes.length, stream);
    call.store().burn(bytes.length);
    stream.write(bytes);
  }

  private static void writeZeroes(OutputStream stream, long count, HostCall call)
      throws StreamFailure {
    requirePermitted(count, stream);
    write(stream, new byte[(int) count], call);
  }

  private static void requirePermitted(long count, OutputStream stream) throws StreamFailure {
    if (count < 0 || count > stream.permitted()) {
      throw new Trap(
          Trap.Kind.HOST, "wasi:io/streams: write of more bytes than check-write permitted");
    }
  }

  private static void blockingWrite(OutputStream stream, byte[] bytes, HostCall call)
      throws StreamFailure {
    if (bytes.length > MAX_BLOCKING_WRITE) {
      throw new Trap(
          Trap.Kind.HOST,
          "wasi:io/streams: a blocking write takes at most " + MAX_BLOCKING_WRITE + " bytes");
    }
    int done = 0;
    while (done < bytes.length) {
      int size = (int) Math.min(bytes.length - done, awaitPermit(stream, call));
      write(stream, Arrays.copyOfRange(bytes, done, done + size), call);
      done += size;
    }
  }

  private static long awaitPermit(OutputStream stream, HostCall call) throws StreamFailure {
    long permitted = stream.permitted();
    while (permitted == 0) {
      WasiState.of(call).wakeup().await(stream.writable(), call.store());
      permitted = stream.permitted();
    }
    return permitted;
  }

  private static int zeroes(long count) {
    // One more than allowed is refused like any larger number.
    return (int) Long.min(count < 0 ? Long.MAX_VALUE : count, MAX_BLOCKING_WRITE + 1L);
  }

  private static long splice(Object[] args, boolean blocking, HostCall call) throws StreamFailure {
    OutputStream target = output(args);
    InputStream source = (InputStream) args[1];
    long permitted = blocking ? awaitPermit(target, call) : target.permitted();
    int max = (int) Math.min(limit(args[2]), permitted);
    byte[] bytes = blocking ? blockingRead(source, max, call) : source.read(max);
    write(target, bytes, call);
    return bytes.length;
  }

  /** An operation on a stream. */
  private interface Operation {
    Object run() throws StreamFailure;
  }

  /** An operation without a result. */
  private interface Action {
    void run() throws StreamFailure;
  }

  private static ResultValue result(Operation operation) {
    try {
      return ResultValue.ok(operation.run());
    } catch (StreamFailure failure) {
      return ResultValue.err(failure.streamError());
    }
  }

  private static ResultValue done(Action action) {
    try {
      action.run();
      return ResultValue.ok();
    } catch (StreamFailure failure) {
      return ResultValue.err(failure.streamError());
    }
  }
}
