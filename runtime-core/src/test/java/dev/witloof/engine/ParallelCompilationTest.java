package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module's functions are compiled in parts, side by side, and are one module again. */
class ParallelCompilationTest {
  private static final int I32 = 0x7f;
  private static final int I32_ADD = 0x6a;
  private static final int FUNCTIONS = 3_000;

  /** Labels of which a JVM jump table takes more than a method may have. */
  private static final int TOO_MANY_LABELS = 16_500;

  @TempDir private Path directory;

  /**
   * Functions of which each adds its index to its argument and calls the one that many before it;
   * the last is exported. One in the middle is too large for the JVM.
   */
  private static byte[] chain(int stride) {
    WasmOutput types = new WasmOutput(FUNCTIONS).u32(FUNCTIONS);
    WasmOutput bodies = new WasmOutput(64 * FUNCTIONS).u32(FUNCTIONS);
    for (int i = 0; i < FUNCTIONS; i++) {
      types.u8(0);
      WasmOutput body = new WasmOutput(64).u8(0);
      if (i == FUNCTIONS / 2) {
        body.u8(Opcodes.BLOCK).u8(Opcodes.EMPTY_BLOCK_TYPE);
        body.u8(Opcodes.I32_CONST).u8(0).u8(Opcodes.BR_TABLE).u32(TOO_MANY_LABELS);
        for (int label = 0; label <= TOO_MANY_LABELS; label++) {
          body.u8(0);
        }
        body.u8(Opcodes.END);
      }
      body.u8(Opcodes.LOCAL_GET).u8(0).u8(Opcodes.I32_CONST).signed(i).u8(I32_ADD);
      // Bulk, so that there is more than one task.
      for (int k = 0; k < 100; k++) {
        body.u8(Opcodes.I32_CONST).u8(0).u8(I32_ADD);
      }
      if (i >= stride) {
        body.u8(Opcodes.CALL).u32(i - stride);
      }
      bodies.sized(body.u8(Opcodes.END));
    }
    return new WasmBuilder()
        .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 1, I32, 1, I32))
        .section(Sections.FUNCTION, types)
        .section(Sections.EXPORT, new WasmOutput(8).u32(1).name("f").u8(0).u32(FUNCTIONS - 1))
        .section(Sections.CODE, bodies)
        .build();
  }

  private static int sum(int stride) {
    int sum = 0;
    for (int i = FUNCTIONS - 1; i >= 0; i -= stride) {
      sum += i;
    }
    return sum;
  }

  @Test
  void callsGoFromPartToPart() {
    Engine engine = Engines.create(EngineOptions.of(Engine.Mode.COMPILER).withParallelism(3));
    List<CoreModule> modules = engine.prepare(List.of(chain(1_499), chain(700)));

    assertEquals(sum(1_499), run(engine, modules.get(0)));
    assertEquals(sum(700), run(engine, modules.get(1)));
    assertEquals(1, modules.get(0).interpretedFunctions().size());
  }

  private static int run(Engine engine, CoreModule module) {
    Store store = engine.newStore(Fixtures.MIB);
    return new Fixtures.Guest(store, Fixtures.instantiate(store, module)).call("f", 0);
  }

  /** Compared by what the cache keeps of it, which is all there is. */
  @Test
  void theSameBytesComeOutWhateverTheParallelism() throws IOException {
    List<byte[]> modules = List.of(chain(1_499), chain(700));
    List<List<byte[]>> kept = new ArrayList<>();
    for (int parallelism : new int[] {1, 2, 4}) {
      Path cache = directory.resolve("cache-" + parallelism);
      Engines.create(
              EngineOptions.of(Engine.Mode.COMPILER)
                  .withParallelism(parallelism)
                  .withCache(CompileCache.at(cache, 1 << 30)))
          .prepare(modules);
      kept.add(files(cache));
    }

    for (List<byte[]> files : kept) {
      assertEquals(1, files.size());
      assertTrue(files.get(0).length > 500_000);
      assertArrayEquals(kept.get(0).get(0), files.get(0));
    }
  }

  private static List<byte[]> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().map(ParallelCompilationTest::bytes).toList();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
