package dev.witloof.conformance;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every test that a destination must pass. Extend it and say how to make the destination and how to
 * read back what it wrote; each check becomes a test that has the check's id and says what must
 * hold. {@code -Dwitloof.check} and {@code -Dwitloof.seed} work as in {@link SourceConformance}.
 */
public abstract class DestinationConformance {

  /** The destination to test, with what it declares. */
  protected abstract DestinationSubject destination();

  /** One test for each check; those that do not apply are aborted and say why. */
  @TestFactory
  Stream<DynamicTest> conforms() {
    return ConformanceTests.of(destination());
  }
}
