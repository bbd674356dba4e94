package dev.witloof.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.host.io.InputStream;
import dev.witloof.host.io.IoInterfaces;
import dev.witloof.host.io.OutputStream;
import dev.witloof.host.io.Pollable;
import dev.witloof.host.io.Streams;
import dev.witloof.host.logging.Logging;
import dev.witloof.host.random.Randoms;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What host functions burn beside what their call costs: to the unit, and committed. It changes
 * with {@link dev.witloof.engine.FuelSchedule#VERSION}.
 */
class HostFuelTest {
  private static final String OUT = "[method]output-stream.";
  private static final String IN = "[method]input-stream.";

  /** Gives as many bytes as it is asked for. */
  private static final class Zeroes implements InputStream {
    @Override
    public byte[] read(int max) {
      return new byte[max];
    }

    @Override
    public Pollable readable() {
      return Pollable.always();
    }
  }

  /** Takes all, but no more than so many bytes at a time. */
  private static final class Sink implements OutputStream {
    @Override
    public long permitted() {
      return 700;
    }

    @Override
    public void write(byte[] bytes) {}
  }

  private static Arguments costs(
      long units, Object implementation, String function, Object... arguments) {
    Consumer<TestCall> use = call -> call.call(implementation, function, arguments);
    return Arguments.of(function, units, use);
  }

  static Stream<Arguments> calls() {
    InputStream in = new Zeroes();
    OutputStream out = new Sink();
    Streams streams = new Streams();
    return Stream.of(
        costs(2_000, new Logging(), "log", "info", "context", "x".repeat(1_000)),
        costs(2_000, new Logging(), "log", "info", "", ""),
        costs(0, new Randoms.Secure(), "get-random-bytes", 0L),
        costs(1_000, new Randoms.Secure(), "get-random-bytes", 1_000L),
        costs(1_000, new Randoms.Insecure(), "get-insecure-random-bytes", 1_000L),
        costs(0, new Randoms.Secure(), "get-random-u64"),
        costs(0, new Randoms.InsecureSeed(), "insecure-seed"),
        costs(
            9, new IoInterfaces.Poll(), "poll", Collections.nCopies(9, (Object) Pollable.always())),
        costs(0, new IoInterfaces.Poll(), "[method]pollable.block", Pollable.always()),
        costs(0, streams, IN + "read", in, 1_000L),
        costs(0, streams, IN + "blocking-read", in, 1_000L),
        costs(1_000, streams, IN + "skip", in, 1_000L),
        costs(1_000, streams, IN + "blocking-skip", in, 1_000L),
        costs(0, streams, OUT + "check-write", out),
        costs(500, streams, OUT + "write", out, new byte[500]),
        costs(4_096, streams, OUT + "blocking-write-and-flush", out, new byte[4_096]),
        costs(500, streams, OUT + "write-zeroes", out, 500L),
        costs(4_096, streams, OUT + "blocking-write-zeroes-and-flush", out, 4_096L),
        costs(700, streams, OUT + "splice", out, in, 1_000L),
        costs(700, streams, OUT + "blocking-splice", out, in, 1_000L),
        costs(0, streams, OUT + "flush", out));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void burnsWhatIsCommitted(String function, long units, Consumer<TestCall> use) {
    try (TestCall call = TestCall.granting()) {
      use.accept(call);
      assertEquals(units, call.store().leave().fuel(), function);
    }
  }
}
