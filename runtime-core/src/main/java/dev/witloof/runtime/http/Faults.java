package dev.witloof.runtime.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which faults hit which HTTP exchanges of a loaded connector. Exchanges are counted from 1 in the
 * order in which they are sent; what is left to chance is decided by the seed, the rule and that
 * number, so that the same exchanges in the same order have the same faults. Immutable.
 *
 * @param seed any number
 * @param rules each by itself: several faults may hit the same exchange
 */
public record Faults(long seed, List<Rule> rules) {
  /** No faults, with the seed 0. */
  public static final Faults NONE = new Faults(0, List.of());

  public Faults {
    rules = List.copyOf(rules);
  }

  /**
   * A fault and the exchanges that it may hit.
   *
   * @param from the first of them, at least 1
   * @param times how many of them there are, at least 1
   * @param chance with which it hits each of them, above 0, at most 1
   */
  public record Rule(Fault fault, long from, long times, double chance) {
    public Rule {
      if (from < 1 || times < 1) {
        throw new IllegalArgumentException("exchanges are counted from 1");
      }
      if (!(chance > 0 && chance <= 1)) {
        throw new IllegalArgumentException("a chance must be above 0 and at most 1, not " + chance);
      }
    }

    private boolean covers(long exchange) {
      return exchange >= from && exchange - from < times;
    }
  }

  /**
   * Reads faults as they are written on a command line: a kind, what belongs to it, and which
   * exchanges it hits, as {@link #SYNTAX} says.
   *
   * @throws IllegalArgumentException naming the fault that is wrong, and what would be right
   */
  public static Faults parse(long seed, List<String> specs) {
    return new Faults(seed, specs.stream().map(FaultSpec::parse).toList());
  }

  /** How a fault is written. */
  public static final String SYNTAX = FaultSpec.SYNTAX;

  /** The same with another seed. */
  public Faults seeded(long other) {
    return new Faults(other, rules);
  }

  /** The same, and this fault hits every exchange. */
  public Faults always(Fault fault) {
    return with(new Rule(fault, 1, Long.MAX_VALUE, 1));
  }

  /** The same, and this fault hits the first exchanges. */
  public Faults first(long times, Fault fault) {
    return with(new Rule(fault, 1, times, 1));
  }

  /** The same, and this fault hits one exchange, counted from 1. */
  public Faults at(long exchange, Fault fault) {
    return with(new Rule(fault, exchange, 1, 1));
  }

  /** The same, and this fault hits each exchange with this chance. */
  public Faults sometimes(double chance, Fault fault) {
    return with(new Rule(fault, 1, Long.MAX_VALUE, chance));
  }

  /** The same with one more rule. */
  public Faults with(Rule rule) {
    List<Rule> more = new ArrayList<>(rules);
    more.add(rule);
    return new Faults(seed, more);
  }

  /**
   * The faults of one exchange, in the order of their rules; of a latency, the delay is chosen.
   *
   * @param exchange its number, from 1
   */
  public List<Fault> of(long exchange) {
    List<Fault> hits = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule.covers(exchange)) {
        // Mixed by the generator itself, so that neighbours have nothing in common.
        SplittableRandom chance =
            new SplittableRandom(
                new SplittableRandom(seed ^ (i * 0x9E3779B97F4A7C15L)).nextLong() + exchange);
        if (chance.nextDouble() < rule.chance()) {
          hits.add(chosen(rule.fault(), chance));
        }
      }
    }
    return hits;
  }

  private static Fault chosen(Fault fault, SplittableRandom chance) {
    if (fault instanceof Fault.Latency latency) {
      long nanos = chance.nextLong(latency.atLeast().toNanos(), latency.atMost().toNanos() + 1);
      return new Fault.Latency(Duration.ofNanos(nanos), Duration.ofNanos(nanos));
    }
    return fault;
  }
}
