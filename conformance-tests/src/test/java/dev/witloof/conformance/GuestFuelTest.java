package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A guest burns the same fuel at each call, in each mode and on each JDK. */
class GuestFuelTest {
  /** What is interpreted of a guest that takes minutes for a table. */
  private static final int FEW = 1;

  /**
   * The sum of all calls is committed, so that it is the same wherever this runs. It changes with
   * the guest, and with {@link dev.witloof.engine.FuelSchedule#VERSION}.
   */
  @ParameterizedTest
  @CsvSource({
    "assemblyscript-source, 2887097",
    "c-c14-source, 332053",
    "c-c22-source, 276604",
    "c-zig-source, 252376",
    "cpp-stub-source, 287295",
    "relay-c-zig-source, 285522",
    "relay-rust-source, 1600996",
    "rust-mvp-source, 2320983",
    "rust-source, 1567623",
  })
  void burnsWhatIsCommittedInEachMode(String guest, long sum) throws IOException {
    List<Long> compiled = CallFuel.of(Fixtures.guest(guest), Engine.Mode.COMPILER, CallFuel.ALL);
    assertEquals(
        compiled, CallFuel.of(Fixtures.guest(guest), Engine.Mode.INTERPRETER, CallFuel.ALL));
    assertEquals(
        sum, compiled.stream().skip(1).mapToLong(Long::longValue).sum(), compiled::toString);
  }

  /** Sources in the folder of built guests; one of them reads from a server, not from itself. */
  static List<Path> sources() {
    return BuiltGuests.endingWith("-source.wasm").stream()
        .filter(file -> !file.endsWith("rust-http-source.wasm"))
        .toList();
  }

  /** Bytes of language runtimes differ from build to build, so that nothing can be committed. */
  @Tag(BuiltGuests.TAG)
  @ParameterizedTest
  @MethodSource("sources")
  void builtGuestsBurnTheSameInEachModeAndOnEachJdk(Path guest) throws IOException {
    List<Long> compiled = CallFuel.of(guest, Engine.Mode.COMPILER, CallFuel.ALL);
    FuelOfJdks.assertSame(guest, compiled);
    boolean stub = guest.getFileName().toString().endsWith("-stub-source.wasm");
    List<Long> interpreted = CallFuel.of(guest, Engine.Mode.INTERPRETER, stub ? CallFuel.ALL : FEW);
    assertEquals(compiled.subList(0, interpreted.size()), interpreted);
  }
}
