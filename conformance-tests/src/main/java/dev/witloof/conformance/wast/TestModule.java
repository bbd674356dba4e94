package dev.witloof.conformance.wast;

import java.util.List;

/** A valid module or component that can be instantiated any number of times. */
interface TestModule {
  TestSubject instantiate();

  /**
   * The imports that a script would have to be run in another environment for: neither it nor the
   * runner ever offered anything under those names.
   */
  List<String> unoffered();
}
