package dev.witloof.component.internal.typed;

import dev.witloof.component.typed.WitName;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/** Names of WIT as names of Java. */
final class Names {
  private Names() {}

  /** {@code get-random-u64} as {@code getRandomU64}. */
  static String camel(String label) {
    String pascal = pascal(label);
    return pascal.isEmpty() ? pascal : first(pascal).toLowerCase(Locale.ROOT) + pascal.substring(1);
  }

  /** {@code last-operation-failed} as {@code LastOperationFailed}. */
  static String pascal(String label) {
    return Arrays.stream(label.split("-"))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .map(
            word ->
                word.isEmpty() ? word : first(word).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  private static String first(String word) {
    return word.substring(0, 1);
  }

  /** {@code access-denied} as {@code ACCESS_DENIED}. */
  static String constant(String label) {
    return label.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** A name to suggest in source text, which must not be a keyword. */
  static String identifier(String label) {
    String camel = camel(label);
    return SourceVersion.isKeyword(camel) ? camel + "_" : camel;
  }

  /** Whether a Java element stands for a label: by its annotation, or else by its own name. */
  static boolean isNamed(AnnotatedElement element, String own, String label, String derived) {
    Optional<WitName> given = given(element);
    return given.isPresent() ? given.get().value().equals(label) : own.equals(derived);
  }

  static Optional<WitName> given(AnnotatedElement element) {
    return Optional.ofNullable(element.getAnnotation(WitName.class));
  }

  /** A Java type without packages and enclosing classes. */
  static String of(Type type) {
    return type.getTypeName().replaceAll("(?:[\\w]+[.$])+", "");
  }

  static String of(List<Type> types) {
    return types.stream().map(Names::of).collect(Collectors.joining(", "));
  }
}
