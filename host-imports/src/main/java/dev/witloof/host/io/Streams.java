package dev.witloof.host.io;

import dev.witloof.component.HostCall;
import dev.witloof.component.typed.WitInterface;
import dev.witloof.component.typed.WitName;
import dev.witloof.engine.HostFuel;
import dev.witloof.engine.Trap;
import dev.witloof.host.WasiState;
import java.util.Arrays;

/** {@code wasi:io/streams}. */
@WitInterface(
    value = "wasi:io/streams@0.2.0",
    resources = {InputStream.class, OutputStream.class})
public final class Streams {
  /** What one read gives at most, however much the guest asks for. */
  private static final int MAX_READ = 1 << 20;

  /** What the blocking writes take at most, by the text of the interface. */
  private static final int MAX_BLOCKING_WRITE = 4096;

  @WitName("[method]input-stream.read")
  byte[] read(InputStream stream, long length) throws StreamFailure {
    return stream.read(limit(length));
  }

  @WitName("[method]input-stream.blocking-read")
  byte[] blockingRead(HostCall call, InputStream stream, long length) throws StreamFailure {
    return blockingRead(stream, limit(length), call);
  }

  @WitName("[method]input-stream.skip")
  long skip(HostCall call, InputStream stream, long length) throws StreamFailure {
    return skipped(stream.read(limit(length)), call);
  }

  @WitName("[method]input-stream.blocking-skip")
  long blockingSkip(HostCall call, InputStream stream, long length) throws StreamFailure {
    return skipped(blockingRead(stream, limit(length), call), call);
  }

  @WitName("[method]input-stream.subscribe")
  Pollable subscribe(InputStream stream) {
    return stream.readable();
  }

  @WitName("[method]output-stream.check-write")
  long checkWrite(OutputStream stream) throws StreamFailure {
    return stream.permitted();
  }

  @WitName("[method]output-stream.write")
  void write(HostCall call, OutputStream stream, byte[] bytes) throws StreamFailure {
    write(stream, bytes, call);
  }

  @WitName("[method]output-stream.blocking-write-and-flush")
  void blockingWrite(HostCall call, OutputStream stream, byte[] bytes) throws StreamFailure {
    blockingWrite(stream, bytes, call);
  }

  @WitName("[method]output-stream.flush")
  void flush(OutputStream stream) throws StreamFailure {
    stream.permitted();
  }

  @WitName("[method]output-stream.blocking-flush")
  void blockingFlush(OutputStream stream) throws StreamFailure {
    stream.permitted();
  }

  @WitName("[method]output-stream.subscribe")
  Pollable subscribe(OutputStream stream) {
    return stream.writable();
  }

  @WitName("[method]output-stream.write-zeroes")
  void writeZeroes(HostCall call, OutputStream stream, long count) throws StreamFailure {
    requirePermitted(count, stream);
    write(stream, new byte[(int) count], call);
  }

  @WitName("[method]output-stream.blocking-write-zeroes-and-flush")
  void blockingWriteZeroes(HostCall call, OutputStream stream, long count) throws StreamFailure {
    blockingWrite(stream, new byte[zeroes(count)], call);
  }

  @WitName("[method]output-stream.splice")
  long splice(HostCall call, OutputStream target, InputStream source, long length)
      throws StreamFailure {
    int max = (int) Math.min(limit(length), target.permitted());
    return moved(source.read(max), target, call);
  }

  @WitName("[method]output-stream.blocking-splice")
  long blockingSplice(HostCall call, OutputStream target, InputStream source, long length)
      throws StreamFailure {
    int max = (int) Math.min(limit(length), awaitPermit(target, call));
    return moved(blockingRead(source, max, call), target, call);
  }

  private static long moved(byte[] bytes, OutputStream target, HostCall call) throws StreamFailure {
    write(target, bytes, call);
    return bytes.length;
  }

  private static int limit(long requested) {
    return requested < 0 ? MAX_READ : (int) Math.min(requested, MAX_READ);
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
    call.store().burn(bytes.length * HostFuel.STREAM_BYTE);
    return bytes.length;
  }

  private static void write(OutputStream stream, byte[] bytes, HostCall call) throws StreamFailure {
    requirePermitted(bytes.length, stream);
    call.store().burn(bytes.length * HostFuel.STREAM_BYTE);
    stream.write(bytes);
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
}
