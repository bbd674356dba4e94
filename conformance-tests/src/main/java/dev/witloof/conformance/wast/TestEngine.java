package dev.witloof.conformance.wast;

import dev.witloof.engine.Engine;
import dev.witloof.engine.Engine.Mode;
import dev.witloof.engine.Engines;
import dev.witloof.testengines.StockEngine;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** The engines that scripts can be run with. */
enum TestEngine {
  COMPILED("compiled", () -> Engines.create(Mode.COMPILER)),
  INTERPRETER("interpreter", () -> Engines.create(Mode.INTERPRETER)),
  STOCK("stock", () -> StockEngine.create(Mode.COMPILER)),
  STOCK_INTERPRETER("stock-interpreter", () -> StockEngine.create(Mode.INTERPRETER));

  private final String option;
  private final Supplier<Engine> maker;

  TestEngine(String option, Supplier<Engine> maker) {
    this.option = option;
    this.maker = maker;
  }

  /** Whether it is ours, so that functions can be cut. */
  private boolean isOurs() {
    return this == COMPILED || this == INTERPRETER;
  }

  /** The engine of that name on the command line. */
  static Optional<TestEngine> named(String option) {
    return Arrays.stream(values()).filter(engine -> engine.option.equals(option)).findFirst();
  }

  /**
   * Makes the engine.
   *
   * @param cutting how functions are cut; as usual when empty
   */
  Engine create(Optional<Cutting> cutting) {
    return cutting
        .filter(ours -> isOurs())
        .map(cuts -> cuts.engine(this == COMPILED ? Mode.COMPILER : Mode.INTERPRETER))
        .orElseGet(maker);
  }
}
