package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CoreType.Val;
import dev.witloof.engine.internal.chicory.ChicoryEngine;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Functions of about as many parameters or results as a JVM method can have parameters, which is
 * 255 words, and of more: imported, exported, and called through a table, with few and many
 * functions of the type.
 */
class ManyValuesTest {
  /**
   * Words that a function may take or give to be compiled: what dispatches calls takes four more.
   */
  private static final int MOST = 251;

  @TempDir Path directory;

  static Stream<Arguments> types() {
    List<Arguments> all = new ArrayList<>();
    for (int words : new int[] {248, 249, 250, 251, 252, 253, 254, 255, 256, 257, 999}) {
      all.add(Arguments.of(words, narrow(words)));
      all.add(Arguments.of(words, wide(words)));
    }
    all.add(Arguments.of(1_998, new CoreType.Func(Collections.nCopies(999, Val.F64), List.of())));
    all.add(Arguments.of(MOST, results(MOST)));
    for (int words : new int[] {252, 255, 256, 1_000}) {
      all.add(Arguments.of(words, results(words)));
    }
    return all.stream();
  }

  private static CoreType.Func narrow(int words) {
    return new CoreType.Func(Collections.nCopies(words, Val.I32), List.of(Val.I32, Val.I32));
  }

  /** Half as many parameters, an i64 last. */
  private static CoreType.Func wide(int words) {
    List<Val> params = new ArrayList<>(Collections.nCopies(words % 2, Val.F32));
    params.addAll(Collections.nCopies(words / 2 - 1, Val.F64));
    params.add(Val.I64);
    return new CoreType.Func(params, List.of(Val.I64));
  }

  /** One parameter, and so many results. */
  private static CoreType.Func results(int words) {
    return new CoreType.Func(List.of(Val.I32), Collections.nCopies(words, Val.I32));
  }

  private static void check(SameTypePair pair, int imported, int defined) {
    IntStream.of(0, imported - 1, imported, imported + defined / 2, imported + defined - 1)
        .forEach(pair::check);
    pair.checkDirect();
    pair.checkMismatch();
  }

  private static List<Integer> interpreted(SameTypePair pair) {
    List<InterpretedFunction> functions = pair.module().interpretedFunctions();
    functions.forEach(each -> assertEquals(InterpretedFunction.Reason.VALUES, each.reason()));
    assertTrue(
        InterpretedFunction.Reason.VALUES.text().contains("more than " + MOST + " words"),
        "the limit");
    return functions.stream().map(InterpretedFunction::index).toList();
  }

  @ParameterizedTest
  @MethodSource("types")
  void worksInEveryMode(int words, CoreType.Func type) {
    int imported = 3;
    int defined = 5;
    check(
        new SameTypePair(Engines.create(Engine.Mode.INTERPRETER), type, imported, defined),
        imported,
        defined);
    Engine compiler = Engines.create(Engine.Mode.COMPILER);
    SameTypePair compiled = new SameTypePair(compiler, type, imported, defined);
    check(compiled, imported, defined);
    assertEquals(expected(words, type, compiled, imported, defined), interpreted(compiled));
    for (OutlineThreshold threshold :
        List.of(OutlineThreshold.TINY, OutlineThreshold.LARGE, OutlineThreshold.NEVER)) {
      Engine engine = new ChicoryEngine(Engine.Mode.COMPILER, threshold);
      check(new SameTypePair(engine, type, imported, defined), imported, defined);
    }
    CompileCache cache = CompileCache.at(directory, 1 << 30);
    for (int i = 0; i < 2; i++) {
      Engine engine = Engines.create(Engine.Mode.COMPILER, cache);
      SameTypePair cached = new SameTypePair(engine, type, imported, defined);
      assertEquals(i > 0, cached.module().fromCache());
      assertEquals(interpreted(compiled), interpreted(cached));
      check(cached, imported, defined);
    }
  }

  /** The functions that take or give too much, and those that call them. */
  private static List<Integer> expected(
      int words, CoreType.Func type, SameTypePair pair, int imported, int defined) {
    if (words < MOST) {
      return List.of();
    }
    List<Integer> functions = new ArrayList<>();
    if (words > MOST) {
      IntStream.range(imported, imported + defined).forEach(functions::add);
    }
    // The one has the number as another parameter, not another result.
    if (words > MOST || type.results().size() < MOST) {
      functions.add(pair.indirectCaller());
    }
    if (words > MOST) {
      functions.add(pair.directCaller());
    }
    return functions;
  }

  /** So many that what finds the right one is more than one method, or more than one class. */
  @Test
  void worksWithManyFunctionsOfTheType() {
    for (int words : new int[] {250, 252, 254}) {
      for (int defined : new int[] {600, 1_100}) {
        Engine engine = Engines.create(Engine.Mode.COMPILER);
        check(new SameTypePair(engine, narrow(words), 3, defined), 3, defined);
      }
    }
  }
}
