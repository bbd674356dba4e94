package dev.witloof.conformance.wast;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** A live instance, of a core module or a component, under test. */
interface TestSubject {
  /**
   * Calls an exported function.
   *
   * @throws UnsuitableScript when there is no such export, or the arguments do not fit it
   */
  Results call(String function, List<JsonNode> arguments);

  /**
   * Reads an exported global.
   *
   * @throws UnsuitableScript when there is none
   */
  Results global(String name);

  /** Lets later modules import the exports. */
  void register(String name);

  /** What a call or a global came to. */
  @FunctionalInterface
  interface Results {
    /** What is different; empty when the results are as expected. */
    Optional<String> mismatch(List<JsonNode> expected);
  }
}
