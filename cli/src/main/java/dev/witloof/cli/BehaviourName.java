package dev.witloof.cli;

import dev.witloof.conformance.Behaviour;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Behaviours as files and the command line name them, such as {@code nested-types}. */
final class BehaviourName implements ITypeConverter<Behaviour>, Iterable<String> {
  @Override
  public Behaviour convert(String name) {
    return Arrays.stream(Behaviour.values())
        .filter(behaviour -> of(behaviour).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no behaviour '" + name + "'; there are " + String.join(", ", this)));
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(Behaviour.values()).map(BehaviourName::of).iterator();
  }

  private static String of(Behaviour behaviour) {
    return behaviour.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
