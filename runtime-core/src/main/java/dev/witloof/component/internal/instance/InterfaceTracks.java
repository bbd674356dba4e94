package dev.witloof.component.internal.instance;

import dev.witloof.component.InterfaceName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what was added under a name: that very name, or the newest version on its track. */
public final class InterfaceTracks {
  private final Set<String> names = new HashSet<>();
  private final Map<String, String> newest = new HashMap<>();

  InterfaceTracks() {}

  public InterfaceTracks(Collection<String> names) {
    names.forEach(this::add);
  }

  void add(String name) {
    names.add(name);
    newest.merge(track(name), name, InterfaceTracks::newer);
  }

  public Optional<String> find(String name) {
    return names.contains(name) ? Optional.of(name) : Optional.ofNullable(newest.get(track(name)));
  }

  /** A plain name is a track of its own. */
  private static String track(String name) {
    return InterfaceName.parse(name).map(InterfaceName::track).orElse(name);
  }

  private static String newer(String a, String b) {
    String[] left = numbers(a);
    String[] right = numbers(b);
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int order = compareNumbers(left[i], right[i]);
      if (order != 0) {
        return order > 0 ? a : b;
      }
    }
    return left.length >= right.length ? a : b;
  }

  /** Of one track, two versions differ in numbers only: a prerelease is a track of its own. */
  private static String[] numbers(String name) {
    String version = InterfaceName.parse(name).flatMap(InterfaceName::version).orElse("");
    return version.split("[-+]", 2)[0].split("\\.");
  }

  /** Numbers without leading zeros, of any length. */
  private static int compareNumbers(String a, String b) {
    return a.length() != b.length() ? a.length() - b.length() : a.compareTo(b);
  }
}
