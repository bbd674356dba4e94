package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.engine.CoreType.Val;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Thousands of functions of one type: imported, exported, and called through a table. */
class ManyFunctionsTest {
  private static final int IMPORTED = 1_100;
  private static final int DEFINED = 3_100;
  private static final int LAST = IMPORTED + DEFINED - 1;

  static Stream<Arguments> types() {
    List<CoreType.Func> types =
        List.of(
            new CoreType.Func(List.of(), List.of()),
            new CoreType.Func(List.of(Val.I32), List.of(Val.I32)),
            new CoreType.Func(List.of(Val.F64, Val.I32, Val.F32, Val.I64), List.of(Val.I64)),
            new CoreType.Func(List.of(Val.F64, Val.I64), List.of(Val.I64, Val.I32)),
            new CoreType.Func(Collections.nCopies(50, Val.I64), List.of(Val.I64)));
    List<Arguments> all = new ArrayList<>();
    for (Engine.Mode mode : Engine.Mode.values()) {
      types.forEach(type -> all.add(Arguments.of(mode, type)));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void theRightOneIsCalled(Engine.Mode mode, CoreType.Func type) {
    SameTypePair pair = new SameTypePair(Engines.create(mode), type, IMPORTED, DEFINED);
    assertEquals(List.of(), pair.module().interpretedFunctions());
    IntStream.of(0, 1, 499, 500, 1_023, 1_024, IMPORTED - 1, IMPORTED, 1_500, 2_047, 2_048)
        .forEach(pair::check);
    IntStream.of(3_000, 4_095, 4_096, 4_097, LAST).forEach(pair::check);
    pair.checkDirect();
    pair.checkMismatch();
  }
}
