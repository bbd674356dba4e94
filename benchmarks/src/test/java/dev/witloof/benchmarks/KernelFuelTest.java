package dev.witloof.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A kernel burns the fuel that the committed table says, in each mode and on each JDK. */
class KernelFuelTest {
  private static final CallLimits LIMITS = new CallLimits(1L << 40, Duration.ofMinutes(5), 0);

  /** A line of the table; the argument is smaller than in the benchmarks, for the interpreter. */
  private record Burned(String kernel, int argument, int checksum, long fuel) {
    static List<Burned> table() {
      return new String(Resources.read("kernel-fuel.txt"), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .map(
              words ->
                  new Burned(
                      words[0],
                      Integer.parseInt(words[1]),
                      Integer.parseInt(words[2]),
                      Long.parseLong(words[3])))
          .toList();
    }

    /** What the kernel does now. */
    Burned again(Engine engine) {
      Store store = engine.newStore(64 << 20);
      store.enter(LIMITS);
      byte[] module = Resources.read("kernels/" + kernel + ".wasm");
      CoreFunction run =
          (CoreFunction)
              engine
                  .prepare(List.of(module))
                  .get(0)
                  .instantiate(store, List.of())
                  .export("run")
                  .orElseThrow();
      store.leave();
      store.enter(LIMITS);
      int result = (int) run.call(argument)[0];
      return new Burned(kernel, argument, result, store.leave().fuel());
    }
  }

  @Test
  void everyKernelIsInTheTable() {
    assertEquals(
        Set.copyOf(Kernel.all().stream().map(Kernel::name).toList()),
        Set.copyOf(Burned.table().stream().map(Burned::kernel).toList()));
  }

  @ParameterizedTest
  @EnumSource
  void burnsWhatTheTableSays(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    assertEquals(
        Burned.table(), Burned.table().stream().map(kernel -> kernel.again(engine)).toList());
  }
}
