package dev.witloof.runtime.secret;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The secrets that an instance can read, and what keeps them out of texts. Immutable.
 *
 * @param variables names of environment variables: all that are granted
 * @param settings keys of the configuration that the manifest declares secret
 * @param redactor for the values of all of them, and of those that the operator named
 */
public record GuestSecrets(Set<String> variables, Set<String> settings, Redactor redactor) {
  /** No secrets. */
  public static final GuestSecrets NONE = new GuestSecrets(Set.of(), Set.of(), Redactor.none());

  public GuestSecrets {
    variables = Set.copyOf(variables);
    settings = Set.copyOf(settings);
  }

  /**
   * The secrets of an instance.
   *
   * @param variables the granted environment variables
   * @param config the configuration
   * @param secretSettings keys of the configuration that hold secrets; may name others as well
   * @param further values by their names
   */
  public static GuestSecrets of(
      Map<String, String> variables,
      Map<String, String> config,
      Set<String> secretSettings,
      Map<String, String> further) {
    Map<String, String> settings = new HashMap<>(config);
    settings.keySet().retainAll(secretSettings);
    Map<String, String> values = named(List.of(variables, settings, further));
    return new GuestSecrets(variables.keySet(), secretSettings, Redactor.of(values));
  }

  /** All values by their names: a name that another value has already gets a number. */
  public static Map<String, String> named(List<Map<String, String>> sources) {
    Map<String, String> values = new HashMap<>();
    sources.forEach(source -> source.forEach((name, value) -> put(values, name, value)));
    return values;
  }

  /** A variable and a setting may have the same name, and none may hide the other's value. */
  private static void put(Map<String, String> values, String name, String value) {
    String free = name;
    for (int number = 2; values.containsKey(free) && !values.get(free).equals(value); number++) {
      free = name + " " + number;
    }
    values.put(free, value);
  }
}
