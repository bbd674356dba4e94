package dev.witloof.conformance.wast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.conformance.wast.Command.Action;
import dev.witloof.conformance.wast.Command.AssertReturn;
import dev.witloof.conformance.wast.Command.AssertTrap;
import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreInstance;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Store;
import dev.witloof.engine.Trap;
import dev.witloof.testengines.CutEngine;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wherever functions are cut, scripts pass and every call burns the same fuel. */
class CuttingTest {
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(60));

  @ParameterizedTest
  @CsvSource({
    "COMPILER, 1",
    "COMPILER, 30",
    "COMPILER, 100",
    "COMPILER, 300",
    "COMPILER, 1000",
    "COMPILER, 7000",
    "INTERPRETER, 1",
    "INTERPRETER, 100",
    "INTERPRETER, 300"
  })
  void resultsAndFuelAreThoseOfTheUncut(Engine.Mode mode, int threshold) throws Exception {
    sameAsUncut(mode, CutEngine.create(mode, threshold));
  }

  /** As the launcher has it, at its size: parts far smaller than what may be left. */
  @ParameterizedTest
  @CsvSource({
    "COMPILER, 1, 40",
    "COMPILER, 100, 30",
    "COMPILER, 200, 60",
    "COMPILER, 400, 80",
    "COMPILER, 400, 1",
    "INTERPRETER, 1, 40",
    "INTERPRETER, 200, 60"
  })
  void theyAreWithSmallPartsToo(Engine.Mode mode, int threshold, int part) throws Exception {
    sameAsUncut(mode, CutEngine.create(mode, threshold, part));
  }

  private static void sameAsUncut(Engine.Mode mode, Engine cut) throws Exception {
    Script script =
        Script.read(Path.of(CuttingTest.class.getResource("/wast/cut/control.json").toURI()));

    List<Long> uncut = fuel(script, CutEngine.uncut(mode));

    assertTrue(uncut.size() > 25, uncut::toString);
    assertEquals(uncut, fuel(script, cut));
    assertEquals(uncut, fuel(script, CutEngine.uncut(Engine.Mode.INTERPRETER)));
  }

  /** What each assertion burns, after its result was found right. */
  private static List<Long> fuel(Script script, Engine engine)
      throws IOException, URISyntaxException {
    Store store = engine.newStore(Limits.MEMORY);
    List<Long> fuel = new ArrayList<>();
    Optional<CoreInstance> instance = Optional.empty();
    for (Command command : script.commands()) {
      if (command instanceof Command.Module loaded) {
        byte[] bytes = Files.readAllBytes(script.folder().resolve(loaded.file().name()));
        CoreModule module = engine.prepare(List.of(bytes)).get(0);
        store.enter(LIMITS.call());
        instance = Optional.of(module.instantiate(store, List.of()));
        store.leave();
      } else if (command instanceof AssertReturn expected) {
        CoreFunction function = function(instance.orElseThrow(), expected.action());
        store.enter(LIMITS.call());
        long[] results = function.call(arguments(expected.action()));
        fuel.add(store.leave().fuel());
        assertEquals(
            Optional.empty(),
            CoreValues.mismatch(expected.expected(), function.type().results(), results),
            script.place(command));
      } else if (command instanceof AssertTrap expected) {
        CoreFunction function = function(instance.orElseThrow(), expected.action());
        store.enter(LIMITS.call());
        fuel.add(trapped(store, function, expected, script.place(command)));
      }
    }
    return fuel;
  }

  private static long trapped(
      Store store, CoreFunction function, AssertTrap expected, String place) {
    try {
      function.call(arguments(expected.action()));
    } catch (Trap trap) {
      assertTrue(ExpectedTraps.matches(expected.text(), trap), place);
      return store.leave().fuel();
    }
    throw new AssertionError(place + " did not trap");
  }

  private static CoreFunction function(CoreInstance instance, Action action) {
    return (CoreFunction) instance.export(action.field()).orElseThrow();
  }

  private static long[] arguments(Action action) {
    return action.arguments().stream().mapToLong(CoreValues::read).toArray();
  }
}
