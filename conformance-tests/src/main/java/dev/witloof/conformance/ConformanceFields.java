package dev.witloof.conformance;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * Every test of the kit, for each field that is marked by {@link Conforms}: for classes that have
 * another parent than {@link SourceConformance} or {@link DestinationConformance}, several
 * subjects, or tests of their own.
 *
 * <pre>{@code
 * class NumbersTest implements ConformanceFields {
 *   @Conforms
 *   private final SourceSubject numbers =
 *       SourceSubject.of(
 *               ConnectorUnderTest.load(Path.of("numbers.wasm"), LoadOptions.of(Grants.none())))
 *           .build();
 * }
 * }</pre>
 *
 * <p>{@code -Dwitloof.check} and {@code -Dwitloof.seed} work as in {@link SourceConformance}. The
 * kit closes a subject's connector after its last test. JUnit makes an instance of the class for
 * each of its other test methods, and with it the subjects: keep those in static fields if there
 * are any.
 */
public interface ConformanceFields {

  /**
   * A container for each field, named by it.
   *
   * @throws IllegalStateException when no field is marked, or a marked one holds no subject
   */
  @TestFactory
  default Stream<DynamicContainer> conforms() {
    List<DynamicContainer> containers = new ArrayList<>();
    for (Class<?> type = getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(Conforms.class)) {
          containers.add(
              DynamicContainer.dynamicContainer(
                  field.getName(), ConformanceTests.of(MarkedField.subject(field, this))));
        }
      }
    }
    if (containers.isEmpty()) {
      throw new IllegalStateException(
          getClass().getName() + " has no field that is marked by @Conforms");
    }
    return containers.stream();
  }
}
