package dev.witloof.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Programs by seeds; {@code -Dprograms.seed} and {@code -Dprograms} make another, longer run. */
class DifferentialTest {
  private static final long SEED = Long.getLong("programs.seed", 1);
  private static final int PROGRAMS = Integer.getInteger("programs", 25);
  private static final int LONGEST = 6_000;

  private static byte[] input(long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[100 + random.nextInt(LONGEST)];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void everyEngineDoesTheSameForTheSameFuel() {
    for (long seed = SEED; seed < SEED + PROGRAMS; seed++) {
      try {
        DifferentialTarget.fuzzerTestOneInput(input(seed));
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("the engines differ for seed " + seed, failure);
      }
    }
  }

  /** Programs that trap at once, or do next to nothing, prove nothing. */
  @Test
  void programsDoSomething() {
    int returned = 0;
    int calls = 0;
    int loops = 0;
    Engine engine = Engines.create(Engine.Mode.INTERPRETER);
    for (long seed = 1; seed <= 30; seed++) {
      Program program = ProgramGenerator.program(new Choices(input(seed)));
      List<ProgramRun.Step> steps =
          new ProgramRun(program, engine)
              .steps(List.of(new long[] {seed, -seed}), ProgramRun.PLENTY);
      for (ProgramRun.Step step : steps) {
        calls++;
        returned += step.returned() ? 1 : 0;
        loops += step.fuel() > 300 ? 1 : 0;
      }
    }
    String counts = "%d calls, %d returned, %d burned over 300".formatted(calls, returned, loops);
    assertTrue(returned > calls / 3 && returned < calls && loops > calls / 3, counts);
    assertEquals(
        0, ProgramGenerator.program(new Choices(new byte[0])).functions().get(0).results().size());
  }
}
