package dev.witloof.conformance.kit;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.ConnectorUnderTest;
import dev.witloof.conformance.SourceConformance;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.runtime.Capability;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.http.HttpMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The sources that were written in other languages pass the kit. */
class GuestSourcesConformanceTest {

  @Nested
  class Rust extends SourceConformance {
    @Override
    protected SourceSubject source() {
      return numbers("rust-source");
    }
  }

  @Nested
  class C extends SourceConformance {
    @Override
    protected SourceSubject source() {
      return numbers("c-zig-source");
    }
  }

  @Nested
  class Cpp extends SourceConformance {
    @Override
    protected SourceSubject source() {
      return numbers("cpp-wasi-source");
    }
  }

  @Nested
  class AssemblyScript extends SourceConformance {
    @Override
    protected SourceSubject source() {
      return numbers("assemblyscript-source");
    }
  }

  /** A relay in C that is linked with a source in C. */
  @Nested
  class Composed extends SourceConformance {
    @Override
    protected SourceSubject source() {
      return numbers("relay-c-zig-source");
    }
  }

  /** The example, on its cassette of a real service. */
  @Nested
  class Earthquakes extends SourceConformance {
    @Override
    protected SourceSubject source() {
      return earthquakes();
    }
  }

  static SourceSubject earthquakes() {
    Path example = Path.of("../examples/earthquakes");
    LoadOptions options =
        new LoadOptions(
            Grants.builder().http("earthquake.usgs.gov").grant(Capability.CONFIG).log().build(),
            List.of(),
            HttpMode.replay(example.resolve("cassette.json")));
    return SourceSubject.of(ConnectorUnderTest.load(example.resolve("connector.toml"), options))
        .config(Map.of("start", "2018-01-31T00:00:00Z", "end", "2018-02-07T02:00:00Z"))
        .without(Behaviour.NESTED_TYPES)
        .build();
  }

  private static SourceSubject numbers(String guest) {
    Path file = Path.of("src/test/resources/guests/" + guest + ".wasm");
    return SourceSubject.of(ConnectorUnderTest.load(file, LoadOptions.of(Grants.none())))
        .without(Behaviour.NESTED_TYPES)
        .build();
  }
}
