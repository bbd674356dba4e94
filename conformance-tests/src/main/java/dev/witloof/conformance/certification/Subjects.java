package dev.witloof.conformance.certification;

import dev.witloof.conformance.ConnectorUnderTest;
import dev.witloof.conformance.DestinationSubject;
import dev.witloof.conformance.JdbcReadBack;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.PracticeWarehouse;
import dev.witloof.conformance.ReadBack;
import dev.witloof.conformance.Scenario;
import dev.witloof.conformance.Seed;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.conformance.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a connector is tested as. */
public final class Subjects {
  private Subjects() {}

  /**
   * A source, a destination, or both.
   *
   * @param config the settings that it is opened with, complete
   * @param warehouse where the rows of a destination are seen, if it writes to that one
   * @param seed of what the kit generates
   */
  public static List<Subject> of(
      ConnectorUnderTest connector,
      ConformanceSettings settings,
      Map<String, String> config,
      Optional<PracticeWarehouse> warehouse,
      Seed seed) {
    List<Subject> subjects = new ArrayList<>();
    if (connector.connector().isSource()) {
      subjects.add(source(connector, settings, config, seed));
    }
    if (connector.connector().isDestination()) {
      subjects.add(
          DestinationSubject.of(connector, readBack(settings, warehouse))
              .config(config)
              .behaviours(settings.behaviours())
              .callLimit(settings.callLimit())
              .seed(seed)
              .build());
    }
    return subjects;
  }

  private static SourceSubject source(
      ConnectorUnderTest connector,
      ConformanceSettings settings,
      Map<String, String> config,
      Seed seed) {
    SourceSubject.Builder source =
        SourceSubject.of(connector)
            .config(config)
            .tables(settings.tables().toArray(String[]::new))
            .behaviours(settings.behaviours())
            .bounds(settings.bounds())
            .headroom(settings.headroom())
            .callLimit(settings.callLimit())
            .seed(seed);
    settings
        .scenarios()
        .forEach(
            (shape, differing) -> {
              Map<String, String> all = new HashMap<>(config);
              all.putAll(differing);
              source.scenario(Scenario.of(shape, connector, all));
            });
    return source.build();
  }

  private static ReadBack readBack(
      ConformanceSettings settings, Optional<PracticeWarehouse> warehouse) {
    return settings
        .readBack()
        .jdbc()
        .<ReadBack>map(JdbcReadBack::new)
        .or(() -> warehouse)
        .orElse(
            table -> {
              throw new NotApplicable(
                  "nothing shows what was written: [read-back] in " + ConformanceSettings.FILE);
            });
  }
}
