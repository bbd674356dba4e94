package dev.witloof.conformance.endurance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Opening and closing leaves nothing behind; {@link Endurance} does the same a million times. */
class LeakTest {
  private static final long MIB = 1 << 20;

  private final Lifecycle lives = new Lifecycle(connector());

  private static Path connector() {
    try {
      return Path.of(
          Optional.ofNullable(LeakTest.class.getResource("/hostile/well-behaved.wasm"))
              .orElseThrow()
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void thousandsOfInstances() {
    leavesNothing(lives.instances(1_000, 5_000), 200);
  }

  /** Of the same bytes: after the first, loads define no classes. */
  @Test
  void hundredsOfLoadsThatShareCode() {
    leavesNothing(lives.loads(40, 120), 60);
  }

  @Test
  void hundredsOfLoadsThatAreCompiled() {
    leavesNothing(lives.compilations(40, 120), 60);
  }

  @Test
  void dozensOfRuntimes() {
    leavesNothing(lives.runtimes(10, 50), 25);
  }

  /**
   * The JVM itself loads a class for the first time now and then, and unloads those of a connector
   * some time later; each load that is compiled and leaked would keep one class at least, though,
   * and the bounds of classes of such loads are half their number.
   */
  private static void leavesNothing(Footprint growth, long classes) {
    assertEquals(0, growth.arrow(), growth.toString());
    assertTrue(growth.classes() <= classes, growth.toString());
    assertTrue(growth.metaspace() <= 2 * MIB, growth.toString());
    assertTrue(growth.heap() <= 4 * MIB, growth.toString());
    assertTrue(growth.direct() <= MIB / 4, growth.toString());
    assertTrue(growth.threads() <= 2, growth.toString());
    assertTrue(growth.files() <= 4, growth.toString());
  }
}
