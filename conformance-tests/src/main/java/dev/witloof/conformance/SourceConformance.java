package dev.witloof.conformance;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every test that a source must pass. Extend it and say how to make the source; each check becomes
 * a test that has the check's id and says what must hold.
 *
 * <pre>{@code
 * class NumbersConformanceTest extends SourceConformance {
 *   @Override
 *   protected SourceSubject source() {
 *     return SourceSubject.of(
 *             ConnectorUnderTest.load(Path.of("numbers.wasm"), LoadOptions.of(Grants.none())))
 *         .without(Behaviour.NESTED_TYPES)
 *         .build();
 *   }
 * }
 * }</pre>
 *
 * <p>{@code -Dwitloof.check=cursor.resume} runs one check alone, and {@code -Dwitloof.seed=…}
 * repeats a run whose findings name a seed. The subject is made once and closed after the last
 * test.
 */
public abstract class SourceConformance {

  /** The source to test, with what it declares. */
  protected abstract SourceSubject source();

  /** One test for each check; those that do not apply are aborted and say why. */
  @TestFactory
  Stream<DynamicTest> conforms() {
    return ConformanceTests.of(source());
  }
}
