package dev.witloof.host.http.cassette;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How two requests that do not match differ. The distance is 8 for another origin, 4 for another
 * method, 2 for each segment of the path that differs or is missing, and 1 for each parameter of
 * the query, for each compared header and for the body.
 *
 * @param differences one for each part that differs, in words
 */
record Difference(int distance, List<String> differences) {
  private static final int ORIGIN = 8;
  private static final int METHOD = 4;
  private static final int SEGMENT = 2;
  private static final int LONGEST_VALUE = 40;
  private static final int MOST_TOLD = 3;

  Difference {
    differences = List.copyOf(differences);
  }

  /**
   * @param wanted what was asked
   * @param recorded what it is compared with
   */
  static Difference between(RequestKey wanted, RequestKey recorded) {
    Builder builder = new Builder();
    builder.compare("the method", METHOD, wanted.method(), recorded.method());
    Address here = wanted.address();
    Address there = recorded.address();
    builder.compare("the origin", ORIGIN, here.origin(), there.origin());
    int segments = differing(here.path(), there.path());
    builder.compare("the path", SEGMENT * segments, path(here), path(there));
    for (String name : union(here.query().keySet(), there.query().keySet())) {
      builder.compare(
          "parameter '" + name + "'",
          1,
          said(here.query().getOrDefault(name, List.of())),
          said(there.query().getOrDefault(name, List.of())));
    }
    for (String name : wanted.headers().keySet()) {
      builder.compare(
          "header '" + name + "'",
          1,
          said(wanted.headers().get(name)),
          said(recorded.headers().getOrDefault(name, List.of())));
    }
    if (!wanted.body().equals(recorded.body())) {
      builder.compare(
          "the body", 1, String.valueOf(wanted.body()), String.valueOf(recorded.body()));
    }
    return new Difference(builder.distance, builder.differences);
  }

  /** In words, but not too many. */
  @Override
  public String toString() {
    int more = differences.size() - MOST_TOLD;
    return String.join("; ", differences.subList(0, Math.min(MOST_TOLD, differences.size())))
        + (more > 0 ? "; and " + more + " more" : "");
  }

  private static int differing(List<String> here, List<String> there) {
    int differing = Math.abs(here.size() - there.size());
    for (int i = 0; i < Math.min(here.size(), there.size()); i++) {
      differing += here.get(i).equals(there.get(i)) ? 0 : 1;
    }
    return differing;
  }

  private static String path(Address address) {
    return "/" + String.join("/", address.path());
  }

  private static String said(List<String> values) {
    return String.join(", ", values);
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  private static final class Builder {
    private final List<String> differences = new ArrayList<>();
    private int distance;

    void compare(String part, int weight, String wanted, String recorded) {
      if (!wanted.equals(recorded)) {
        distance += weight;
        differences.add("%s is %s, and %s there".formatted(part, shown(wanted), shown(recorded)));
      }
    }

    private static String shown(String value) {
      if (value.isEmpty()) {
        return "missing";
      }
      return value.length() <= LONGEST_VALUE
          ? "'" + value + "'"
          : "'" + value.substring(0, LONGEST_VALUE) + "…'";
    }
  }
}
