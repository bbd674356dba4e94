package dev.witloof.conformance.internal.rows;

import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Schemas and rows by chance, with the values among them that are easily got wrong. */
public final class RandomRows {
  private static final List<DataType> SCALARS =
      List.of(
          new DataType.Bool(),
          new DataType.Int32(),
          new DataType.Int64(),
          new DataType.Float64(),
          new DataType.Text(),
          new DataType.Bytes(),
          new DataType.TimestampMillis(),
          new DataType.Json());
  private static final List<String> NAMES =
      List.of(
          "plain",
          "with space",
          "select",
          "quo\"te",
          "größe",
          "emoji🦊",
          "per%cent",
          "back\\slash");
  private static final List<String> TEXTS =
      List.of(
          "", "a", "naïve", "🦊🦊", "it's", "\"quoted\"", "line\nbreak\ttab", "null", "  spaces  ");
  private static final List<String> DOCUMENTS =
      List.of("{}", "[1,2,3]", "{\"a\":{\"b\":null}}", "\"text\"", "12345678901234567890");
  private static final int KEYS = 12;
  private static final int LONG_TEXT = 3_000;

  private final RandomGenerator random;
  private final Predicate<DataType> types;
  private final boolean nested;

  /**
   * @param types the scalar types that may come
   * @param nested whether lists and structs may
   */
  public RandomRows(RandomGenerator random, Predicate<DataType> types, boolean nested) {
    this.random = random;
    this.types = types;
    this.nested = nested;
  }

  /** The scalar types that may come. */
  public List<DataType> scalars() {
    return SCALARS.stream().filter(types).toList();
  }

  /** A schema of up to eight columns; the key, if there is one, comes first. */
  public TableSchema schema(String name, boolean keyed) {
    List<Field> fields = new ArrayList<>();
    List<String> key = new ArrayList<>();
    if (keyed) {
      fields.add(new Field("id", new DataType.Int64(), false));
      key.add("id");
      if (random.nextBoolean()) {
        fields.add(new Field("part", new DataType.Text(), false));
        key.add("part");
      }
    }
    int columns = 1 + random.nextInt(6);
    for (int i = 0; i < columns; i++) {
      String column = NAMES.get(random.nextInt(NAMES.size())) + " " + i;
      fields.add(new Field(column, type(2), random.nextInt(4) > 0));
    }
    return new TableSchema(name, fields, key);
  }

  private DataType type(int depth) {
    int kind = nested && depth > 0 ? random.nextInt(10) : 0;
    if (kind == 8) {
      return new DataType.ListOf(type(depth - 1));
    } else if (kind == 9) {
      return new DataType.Struct(
          List.of(
              new Field("first", type(depth - 1), true),
              new Field("second", type(depth - 1), random.nextBoolean())));
    }
    List<DataType> scalars = scalars();
    return scalars.get(random.nextInt(scalars.size()));
  }

  /** Rows whose keys are few, so that some come again. */
  public List<Row> rows(TableSchema schema, int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<@Nullable Object> values = new ArrayList<>();
      for (Field field : schema.fields()) {
        values.add(schema.primaryKey().contains(field.name()) ? key(field.type()) : cell(field));
      }
      rows.add(new Row(values));
    }
    return rows;
  }

  private Object key(DataType type) {
    return type instanceof DataType.Int64
        ? (Object) (long) random.nextInt(KEYS)
        : "part " + random.nextInt(2);
  }

  private @Nullable Object cell(Field field) {
    return field.nullable() && random.nextInt(4) == 0 ? null : value(field.type());
  }

  /** A value that is not null. */
  public Object value(DataType type) {
    if (type instanceof DataType.Bool) {
      return random.nextBoolean();
    } else if (type instanceof DataType.Int32) {
      return pick(List.of(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, random.nextInt()));
    } else if (type instanceof DataType.Int64) {
      return pick(
          List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1, random.nextLong()));
    } else if (type instanceof DataType.Float64) {
      return pick(
          List.of(
              0.0,
              -0.1,
              Double.MAX_VALUE,
              Double.MIN_VALUE,
              Double.POSITIVE_INFINITY,
              Double.NaN,
              random.nextGaussian()));
    } else if (type instanceof DataType.Text) {
      return random.nextInt(20) == 0 ? "é".repeat(LONG_TEXT) : pick(TEXTS);
    } else if (type instanceof DataType.Bytes) {
      byte[] bytes = new byte[random.nextInt(20)];
      random.nextBytes(bytes);
      return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    } else if (type instanceof DataType.TimestampMillis) {
      // From 1920 to 2069, which every service has.
      return Instant.ofEpochMilli(random.nextLong(-1_577_923_200_000L, 3_124_224_000_000L));
    } else if (type instanceof DataType.Json) {
      return pick(DOCUMENTS);
    } else if (type instanceof DataType.ListOf list) {
      List<@Nullable Object> values = new ArrayList<>();
      int count = random.nextInt(4);
      for (int i = 0; i < count; i++) {
        values.add(random.nextInt(4) == 0 ? null : value(list.element()));
      }
      return values;
    } else if (type instanceof DataType.Struct struct) {
      List<@Nullable Object> values = new ArrayList<>();
      struct.fields().forEach(field -> values.add(cell(field)));
      return values;
    }
    throw new IllegalArgumentException("no value is known for " + type);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
