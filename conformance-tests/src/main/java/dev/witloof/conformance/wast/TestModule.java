package dev.witloof.conformance.wast;

/** A valid module or component that can be instantiated any number of times. */
@FunctionalInterface
interface TestModule {
  TestSubject instantiate();
}
