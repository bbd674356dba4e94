package dev.witloof.conformance;

import dev.witloof.connector.TableSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the kit sees what a destination made visible to others. */
@FunctionalInterface
public interface ReadBack {

  /**
   * The rows of a table that everybody sees, in any order; none when there is no such table. It is
   * called while a destination is open, and must not see what that one has not committed.
   *
   * @param table the columns that are asked for, in this order
   * @return for each row its values, in the order of the columns: Boolean, Integer, Long, Double,
   *     String (text and JSON), byte[], {@link java.time.Instant}, or a List, for lists and structs
   *     alike; or null
   * @throws Exception whatever stands in the way, which fails the check
   */
  List<List<@Nullable Object>> rows(TableSchema table) throws Exception;
}
