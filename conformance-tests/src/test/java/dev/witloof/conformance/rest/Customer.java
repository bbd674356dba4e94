package dev.witloof.conformance.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A customer as the API says it; what is null, empty or extreme comes around every few rows. */
record Customer(
    long id,
    String name,
    @Nullable String email,
    boolean active,
    int visits,
    @Nullable Double balance,
    String account,
    @JsonProperty("created_at") String createdAt,
    List<@Nullable String> tags,
    @Nullable Address address,
    @Nullable String avatar,
    @Nullable String preferences) {

  /** Where a customer lives. */
  record Address(String street, String city, @Nullable String zip) {}

  static final TableSchema TABLE =
      new TableSchema(
          "customers",
          List.of(
              required("id", new DataType.Int64()),
              required("name", new DataType.Text()),
              nullable("email", new DataType.Text()),
              required("active", new DataType.Bool()),
              required("visits", new DataType.Int32()),
              nullable("balance", new DataType.Float64()),
              required("account", new DataType.Int64()),
              required("created_at", new DataType.TimestampMillis()),
              required("tags", new DataType.ListOf(new DataType.Text())),
              nullable(
                  "address",
                  new DataType.Struct(
                      List.of(
                          required("street", new DataType.Text()),
                          required("city", new DataType.Text()),
                          nullable("zip", new DataType.Text())))),
              nullable("avatar", new DataType.Bytes()),
              nullable("preferences", new DataType.Json())),
          List.of("id"));

  private static final List<String> NAMES =
      List.of("Ada", "Brontë", "Čapek", "Дарья", "江戸川", "Zoë 🌱", "O'Neill \"Tip\"", "");
  private static final List<String> TIMES =
      List.of(
          "2024-02-29T23:59:59.999Z",
          "1969-12-31T23:59:59.001Z",
          "2018-01-31T01:00:00.5+01:00",
          "2000-01-01T00:00:00Z",
          "1899-12-31T12:00:00-05:30");

  static List<Customer> all(int count) {
    return LongStream.rangeClosed(1, count).mapToObj(Customer::of).toList();
  }

  private static Customer of(long id) {
    int i = (int) id;
    return new Customer(
        id,
        NAMES.get(i % NAMES.size()),
        i % 3 == 0 ? null : "c" + id + "@example.org",
        i % 2 == 0,
        i % 5 == 0 ? Integer.MIN_VALUE : i * 1000,
        i % 4 == 0 ? null : id / 8.0 - 1,
        Long.toString(i % 7 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE - id),
        TIMES.get(i % TIMES.size()),
        tags(i),
        i % 4 == 1 ? null : new Address(id + " Main St", "Gent", i % 3 == 0 ? null : "B-" + id),
        i % 3 == 1 ? null : Base64.getEncoder().encodeToString(avatar(i)),
        i % 5 == 2 ? null : "{\"rank\": " + id + ", \"colour\": \"vert émeraude\"}");
  }

  private static List<@Nullable String> tags(int i) {
    return new ArrayList<>(Arrays.asList("new", null, "très bon").subList(0, i % 4));
  }

  private static byte[] avatar(int i) {
    return ("\u00ff\0" + "x".repeat(i % 6)).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The row that a connector gives, as {@link Rows} reads it. */
  List<@Nullable Object> row() {
    return Arrays.asList(
        id,
        name,
        email,
        active,
        visits,
        balance,
        Long.parseLong(account),
        millis(createdAt),
        tags,
        address == null
            ? null
            : Rows.struct("street", address.street, "city", address.city, "zip", address.zip),
        avatar == null ? null : Rows.bytes(Base64.getDecoder().decode(avatar)),
        preferences);
  }

  static long millis(String instant) {
    return OffsetDateTime.parse(instant).toInstant().toEpochMilli();
  }

  static Field required(String name, DataType type) {
    return new Field(name, type, false);
  }

  static Field nullable(String name, DataType type) {
    return new Field(name, type, true);
  }
}
