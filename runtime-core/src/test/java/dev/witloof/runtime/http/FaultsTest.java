package dev.witloof.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.runtime.http.Faults.Rule;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
  private static final Fault CLOSE = new Fault.Close();
  private static final Fault TIMEOUT = new Fault.Timeout();

  private static List<Long> hits(Faults faults) {
    return LongStream.rangeClosed(1, 1_000).filter(n -> !faults.of(n).isEmpty()).boxed().toList();
  }

  @Test
  void rulesHitTheExchangesThatTheyName() {
    assertEquals(List.of(), hits(Faults.NONE));
    assertEquals(1_000, hits(Faults.NONE.always(CLOSE)).size());
    assertEquals(List.of(1L, 2L, 3L), hits(Faults.NONE.first(3, CLOSE)));
    assertEquals(List.of(7L), hits(Faults.NONE.at(7, CLOSE)));
    assertEquals(List.of(5L, 6L), hits(Faults.NONE.with(new Rule(CLOSE, 5, 2, 1))));
    assertEquals(List.of(CLOSE, TIMEOUT), Faults.NONE.always(CLOSE).first(1, TIMEOUT).of(1));
  }

  @Test
  void chanceIsDecidedByTheSeed() {
    Faults some = Faults.NONE.sometimes(0.2, CLOSE);
    List<Long> hits = hits(some.seeded(1));
    assertEquals(hits, hits(some.seeded(1)));
    assertNotEquals(hits, hits(some.seeded(2)));
    assertTrue(hits.size() > 120 && hits.size() < 280, hits::toString);
    Faults two = Faults.NONE.seeded(1).sometimes(0.5, CLOSE).sometimes(0.5, TIMEOUT);
    assertTrue(
        LongStream.rangeClosed(1, 100).anyMatch(n -> two.of(n).size() == 1), "rules are alike");
  }

  @Test
  void aLatencyIsChosenWithinItsBounds() {
    Faults faults =
        Faults.NONE.always(new Fault.Latency(Duration.ofMillis(10), Duration.ofMillis(20)));
    List<Duration> chosen =
        LongStream.rangeClosed(1, 100)
            .mapToObj(n -> assertInstanceOf(Fault.Latency.class, faults.of(n).get(0)))
            .map(Fault.Latency::atLeast)
            .toList();
    assertTrue(chosen.stream().distinct().count() > 50, chosen::toString);
    assertTrue(
        chosen.stream().allMatch(d -> d.toMillis() >= 10 && d.toMillis() <= 20), chosen::toString);
  }

  @Test
  void specsAreRead() {
    assertEquals(
        new Faults(
            9,
            List.of(
                new Rule(Fault.status(503), 1, 3, 1),
                new Rule(
                    new Fault.Latency(Duration.ofMillis(50), Duration.ofSeconds(2)),
                    1,
                    Long.MAX_VALUE,
                    1),
                new Rule(
                    new Fault.Latency(Duration.ofMillis(50), Duration.ofMillis(50)),
                    1,
                    Long.MAX_VALUE,
                    1),
                new Rule(new Fault.Reset(100), 2, 1, 1),
                new Rule(new Fault.Truncate(0), 1, Long.MAX_VALUE, 0.25),
                new Rule(new Fault.Drip(1, Duration.ofMillis(10)), 1, Long.MAX_VALUE, 1),
                new Rule(TIMEOUT, 1, Long.MAX_VALUE, 1),
                new Rule(CLOSE, 1, Long.MAX_VALUE, 1),
                new Rule(new Fault.DuplicateRequest(), 1, Long.MAX_VALUE, 1),
                new Rule(new Fault.DuplicateResponse(), 1, Long.MAX_VALUE, 1))),
        Faults.parse(
            9,
            List.of(
                "status=503,times=3",
                "latency=50ms..2s",
                "latency=50ms",
                "reset=100, from=2, times=1",
                "truncate=0,chance=0.25",
                "drip=1/10ms",
                "timeout",
                "close",
                "duplicate-request",
                "duplicate-response")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "explode|there is no fault 'explode'",
        "close=1|close has no value",
        "status=99|a status must be from 100 to 599",
        "latency=2s..1s|the shorter first",
        "latency=2 days|must be a duration",
        "reset=-1|must be at least 0",
        "drip=0/1ms|must be at least 1",
        "close,chance=2|a chance must be above 0",
        "close,chance=often|a chance is a number",
        "close,from=0|counted from 1",
        "close,until=3|there is no 'until'",
      })
  void aWrongSpecIsNamedWithWhatWouldBeRight(String spec, String problem) {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> Faults.parse(0, List.of(spec)));
    assertTrue(wrong.getMessage().startsWith("fault '" + spec + "': "), wrong::getMessage);
    assertTrue(wrong.getMessage().contains(problem), wrong::getMessage);
    assertTrue(wrong.getMessage().contains("write KIND"), wrong::getMessage);
  }
}
