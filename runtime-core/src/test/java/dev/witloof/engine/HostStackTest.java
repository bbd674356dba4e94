package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.Fixtures.Guest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A guest cannot spoil the host's classes by using them first where no stack is left. */
class HostStackTest {
  private static final int STACK = 256 << 10;

  /** Depths in a row that exhaust the stack, once it is surely too small. */
  private static final int BEYOND = 60;

  /** What a host function may need: a class whose initialisation takes some stack. */
  public static final class Needed {
    public static final int READY = descend(100);

    private static int descend(int frames) {
      return frames == 0 ? 0 : 1 + descend(frames - 1);
    }
  }

  /** Loads the class anew, as if it were used for the first time. */
  private static final class Fresh extends ClassLoader {
    private static final String NAME = Needed.class.getName();

    Class<?> load() {
      try (InputStream in = Needed.class.getResourceAsStream("HostStackTest$Needed.class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(NAME, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static void initialise(Class<?> needed) {
      try {
        Class.forName(NAME, true, needed.getClassLoader());
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void classesStayUsableWhateverTheDepthOfTheirFirstUse(Engine.Mode mode)
      throws InterruptedException, ExecutionException {
    Engine engine = Engines.create(mode);
    CoreModule module = Fixtures.module(engine, "dive");
    FutureTask<Integer> dives = new FutureTask<>(() -> dives(engine, module));
    Thread thread = new Thread(null, dives, "small stack", STACK);
    thread.start();
    assertTrue(dives.get() > BEYOND);
    thread.join();
  }

  /** Goes deeper and deeper, each time with a host function and a class of its own. */
  private static int dives(Engine engine, CoreModule module) {
    int dives = 0;
    int exhausted = 0;
    for (int depth = 10; exhausted < BEYOND; depth += 7 + depth / 400) {
      Class<?> needed = new Fresh().load();
      CoreFunction host =
          engine.hostFunction(
              new CoreType.Func(List.of(), List.of()),
              args -> {
                Fresh.initialise(needed);
                return new long[0];
              });
      Store store = engine.newStore(0);
      Guest guest = new Guest(store, Fixtures.instantiate(store, module, host));
      try {
        guest.call("dive", depth);
        exhausted = 0;
      } catch (Trap trap) {
        assertEquals(Trap.Kind.STACK_OVERFLOW, trap.kind());
        exhausted++;
      }
      assertDoesNotThrow(() -> Fresh.initialise(needed), "at depth " + depth);
      dives++;
    }
    return dives;
  }
}
