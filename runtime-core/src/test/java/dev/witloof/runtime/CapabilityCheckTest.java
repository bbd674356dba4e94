package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.runtime.LoadReport.Request;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilityCheckTest {
  /** What a manifest asks for comes from a stranger, and somebody may paste the remedy. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          api.github.com          | --grant http=api.github.com,
          *.github.com            | --grant 'http=*.github.com',
          evil.com/x&id           | --grant 'http=evil.com/x&id',
          evil.com/$(id)          | --grant 'http=evil.com/$(id)',
          GET evil.com/x'&reboot  | --grant 'http=GET evil.com/x'\\''&reboot',
          """)
  void theProposedCommandIsWhatItSaysInAShell(String rule, String word) {
    Request asked = new Request(Capability.HTTP, Optional.of(rule), true, Optional.empty());
    String remedy = CapabilityCheck.problems(List.of(asked)).get(0).remedy();
    assertTrue(remedy.contains(word), remedy);
  }
}
