package dev.witloof.conformance.rest;

import static dev.witloof.conformance.rest.Customer.nullable;
import static dev.witloof.conformance.rest.Customer.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.witloof.connector.DataType;
import dev.witloof.connector.TableSchema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An order as the API says it. */
record Order(
    String id,
    @JsonProperty("customer_id") long customerId,
    @JsonProperty("placed_at") String placedAt,
    @JsonProperty("shipped_at") @Nullable String shippedAt,
    double total,
    boolean paid,
    @Nullable String note,
    List<Line> lines) {

  /** So many of one thing. */
  record Line(String sku, int quantity, @Nullable Double price) {
    private Object row() {
      return Rows.struct("sku", sku, "quantity", quantity, "price", price);
    }
  }

  static final TableSchema TABLE =
      new TableSchema(
          "orders",
          List.of(
              required("id", new DataType.Text()),
              required("customer_id", new DataType.Int64()),
              required("placed_at", new DataType.TimestampMillis()),
              nullable("shipped_at", new DataType.TimestampMillis()),
              required("total", new DataType.Float64()),
              required("paid", new DataType.Bool()),
              nullable("note", new DataType.Text()),
              required(
                  "lines",
                  new DataType.ListOf(
                      new DataType.Struct(
                          List.of(
                              required("sku", new DataType.Text()),
                              required("quantity", new DataType.Int32()),
                              nullable("price", new DataType.Float64())))))),
          List.of("id"));

  private static final Instant FIRST = Instant.parse("2025-03-01T08:00:00.123Z");

  static List<Order> all(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Order::of).toList();
  }

  private static Order of(int i) {
    Instant placed = FIRST.plusSeconds(i * 3607L);
    return new Order(
        "ord-%04d".formatted(i),
        (1L << 53) - i,
        placed.toString(),
        i % 3 == 0 ? null : placed.plusSeconds(86_400).toString(),
        i % 6 == 0 ? 1e21 : i * 9.99,
        i % 2 == 1,
        i % 4 == 0 ? "line one\nline two\t€" : null,
        IntStream.range(0, i % 4).mapToObj(line -> line(i, line)).toList());
  }

  private static Line line(int order, int line) {
    return new Line("sku-" + line, order - line, line % 2 == 1 ? null : order / 4.0);
  }

  /** The row that a connector gives, as {@link Rows} reads it. */
  List<@Nullable Object> row() {
    return Arrays.asList(
        id,
        customerId,
        Customer.millis(placedAt),
        shippedAt == null ? null : Customer.millis(shippedAt),
        total,
        paid,
        note,
        lines.stream().map(Line::row).toList());
  }
}
