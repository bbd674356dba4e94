package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.connector.ConnectorManifest.Capabilities;
import dev.witloof.connector.config.ConfigReader;
import dev.witloof.connector.config.ConfigTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilityDiffTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          http = ["a.com"]           | http = ["a.com"]           | false | ``
          ``                         | env = ["T"]                | true  | + env=T
          env = ["T"]                | ``                         | false | - env=T
          ``                         | clock = true               | true  | + clock
          log = true                 | random = true              | true  | - log/+ random
          http = ["GET a.com"]       | http = ["a.com"]           | true  | ~ http=GET a.com -> http=a.com (widened)
          http = ["a.com"]           | http = ["a.com/v1"]        | false | ~ http=a.com -> http=a.com/v1 (narrowed)
          http = ["a.com"]           | http = ["b.com"]           | true  | + http=b.com/- http=a.com
          http = ["*.a.com"]         | http = ["x.a.com"]         | false | ~ http=*.a.com -> http=x.a.com (narrowed)
          ``                         | http = ["*.co.uk"]        | true  | + http=*.co.uk: any host whose name ends in .co.uk, whoever it belongs to
          http = ["x.a.com"]         | http = ["*.a.com"]        | true  | ~ http=x.a.com -> http=*.a.com (widened): any host whose name ends in .a.com, whoever it belongs to
          http = ["a.com"]           | http = ["a.com", "http://a.com"] | true | + http=http://a.com
          http = ["GET a.com", "POST a.com"] | http = ["GET,POST a.com"] | false | ``
          """)
  void namesEachDifference(String before, String after, boolean more, String lines) {
    CapabilityDiff diff = CapabilityDiff.between(capabilities(before), capabilities(after));
    assertEquals(lines.replace("/+", "\n+").replace("/-", "\n-"), diff.toString());
    assertEquals(more, diff.asksForMore());
  }

  private static Capabilities capabilities(String toml) {
    ConfigTable table = ConfigReader.toml("test", toml);
    Capabilities read = Capabilities.read(table);
    return table.finish(() -> read);
  }
}
