package dev.witloof.engine.internal.outline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses which regions of a function are cut out. */
final class RegionChoice {
  private RegionChoice() {}

  private record Rated(Region region, int gain, double worth) {}

  /**
   * Regions that make the function small enough, or as small as it gets; in their order. Each is
   * smaller than the function, and costs less code than it has.
   */
  static List<Region> choose(Code code, List<Region> regions, OutlineThreshold threshold) {
    List<Rated> rated = new ArrayList<>();
    for (Region region : regions) {
      int size = code.size[region.run().end()] - code.size[region.run().start()];
      int gain = size - CallSize.call(region);
      int frame = CallSize.frame(region);
      boolean shrinks = 8L * (size + frame) <= 7L * code.size();
      if (gain > threshold.region() / 2 && frame <= gain && shrinks) {
        rated.add(new Rated(region, gain, (double) gain / cost(region)));
      }
    }
    rated.sort(
        Comparator.comparingDouble(Rated::worth)
            .reversed()
            .thenComparing(r -> r.region().run().start()));
    List<Region> chosen = new ArrayList<>();
    int left = code.size();
    for (Rated each : rated) {
      if (left <= threshold.function()) {
        break;
      }
      chosen.add(each.region());
      left -= each.gain();
    }
    chosen.sort(Comparator.comparingInt(region -> region.run().start()));
    return chosen;
  }

  /** What a call costs when it runs, in about the time of moving a value. */
  private static double cost(Region region) {
    return 8 + region.parameters() + 4.0 * region.results().length + 2 * region.exits().size();
  }
}
