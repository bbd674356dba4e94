package dev.witloof.conformance;

import dev.witloof.connector.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A state of the service or the data in which a source has something special to read.
 *
 * @param shape what is special
 * @param open opens a source that is in this state; each call opens another, which the kit closes
 * @param expected the rows that each table must then give, by its name, in any order; tables that
 *     are not there are not compared. A value is Boolean, Integer, Long, Double, String (text and
 *     JSON), byte[], {@link java.time.Instant}, or a List, for lists and structs alike; or null
 */
public record Scenario(
    Shape shape, Supplier<Source> open, Map<String, List<List<@Nullable Object>>> expected) {

  public Scenario {
    expected = Map.copyOf(expected);
  }

  /** A scenario that is a matter of configuration, without expected rows. */
  public static Scenario of(Shape shape, ConnectorUnderTest connector, Map<String, String> config) {
    return new Scenario(shape, () -> connector.connector().source(config), Map.of());
  }

  /** The rows that must come of a table, if they are known. */
  public Optional<List<List<@Nullable Object>>> rowsOf(String table) {
    return Optional.ofNullable(expected.get(table));
  }

  /** What can be special. */
  public enum Shape {
    /** No table has a row. */
    EMPTY,
    /** Each table has exactly one row. */
    ONE_ROW,
    /** A row is wide: 100 columns or 100,000 bytes, at least. */
    WIDE,
    /** Together the tables have columns of every data type, each with nulls where it may. */
    ALL_TYPES,
    /**
     * The rows of at least one table are known: what is wrong in every read alike shows only so.
     * Best over several pages, the last of them full.
     */
    KNOWN
  }
}
