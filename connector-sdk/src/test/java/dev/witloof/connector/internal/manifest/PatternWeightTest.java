package dev.witloof.connector.internal.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternWeightTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                             | 0
          abc                            | 3
          ^[0-9]{4}-[0-9]{2}$            | 9
          a{2,5}b{3,}                    | 8
          (ab){3}                        | 6
          ((a{10}){10}){10}              | 1000
          (a{100}b{100}){100}            | 20000
          ((a{1000}){1000})              | 1000000
          \\{a{3}                        | 4
          [\\]{9}]{2}                    | 2
          []{9}]{2}                      | 2
          [^]{9}]{2}                     | 2
          a{x}                           | 4
          a{99                           | 4
          """)
  void multipliesWhatIsRepeatedWithinWhatIsRepeated(String pattern, long weight) {
    assertEquals(weight, PatternWeight.of(pattern), pattern);
  }
}
