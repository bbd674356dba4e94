package dev.witloof.conformance.internal.destination;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.internal.Refusals;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a primary key means, and what its absence does. */
final class KeyChecks {
  /** The last two look the same, written with one letter and with two. */
  private static final List<String> ALIKE =
      List.of("a", "A", "a ", " a", "", "0", "00", "ß", "ss", "null", "\u00e9", "e\u0301");

  private final DestinationProbe probe;

  private KeyChecks(DestinationProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(DestinationProbe probe) {
    KeyChecks checks = new KeyChecks(probe);
    return List.of(
        Check.of(
                "destination.upsert",
                "A row replaces the one of its key: in a batch, in a commit and across commits",
                checks::upsert)
            .needing(Behaviour.UPSERT),
        Check.of(
                "destination.keys",
                "Keys that look alike, in case, spaces or accents, joined or shortened, are different"
                    + " keys",
                checks::alike)
            .needing(Behaviour.UPSERT),
        Check.of(
                "destination.key-types",
                "A row replaces the one of its key whatever the key's type, or the type is refused"
                    + " as schema-incompatible",
                checks::types)
            .needing(Behaviour.UPSERT),
        Check.of(
                "destination.no-upsert",
                "A table with a key is refused as schema-incompatible, as declared",
                checks::noUpsert)
            .excluding(Behaviour.UPSERT),
        Check.of(
                "destination.append",
                "A table without a key keeps rows that are equal",
                checks::append)
            .needing(Behaviour.TABLES_WITHOUT_KEY),
        Check.of(
                "destination.no-append",
                "A table without a key is refused as schema-incompatible, as declared",
                checks::noAppend)
            .excluding(Behaviour.TABLES_WITHOUT_KEY),
        Check.of(
                "idempotency",
                "After a lost answer, writing and committing the same again gives each row once",
                checks::repeat)
            .needing(Behaviour.IDEMPOTENT_WRITES));
  }

  private void upsert() throws Exception {
    String remedy = "The row that was written last must win, and be the only one of its key";
    TableSchema table = probe.keyed("upsert");
    try (Destination destination = probe.open()) {
      destination.prepare(table);
      DestinationProbe.write(destination, table, List.of(row(1, "a"), row(2, "b"), row(1, "c")));
      destination.commit();
      probe.requireVisible(
          table, List.of(row(1, "c"), row(2, "b")), "with a key twice in a batch", remedy);
      DestinationProbe.write(destination, table, List.of(row(3, "d"), row(4, "e")));
      DestinationProbe.write(destination, table, List.of(row(4, "f"), row(5, "g")));
      destination.commit();
      List<Row> four = List.of(row(1, "c"), row(2, "b"), row(3, "d"), row(4, "f"), row(5, "g"));
      probe.requireVisible(table, four, "with a key in two batches of a commit", remedy);
      DestinationProbe.write(destination, table, List.of(row(2, null)));
      destination.commit();
    }
    List<Row> last = List.of(row(1, "c"), row(2, null), row(3, "d"), row(4, "f"), row(5, "g"));
    probe.requireVisible(table, last, "with a key in two commits", remedy);
  }

  private static Row row(long id, @Nullable String name) {
    return DestinationProbe.row(id, name);
  }

  private void alike() throws Exception {
    DataType text = new DataType.Text();
    if (!probe.subject().types().test(text)) {
      throw new NotApplicable("the destination takes no texts");
    }
    Field key = new Field("code", text, false);
    TableSchema table =
        new TableSchema(
            probe.newName("keys"), List.of(key, DestinationProbe.NAME), List.of("code"));
    List<Row> rows = ALIKE.stream().map(code -> new Row(List.of(code, "of " + code))).toList();
    probe.commit(table, rows);
    probe.requireVisible(
        table, rows, "with keys that look alike", "Two keys are equal when all their letters are");
    pairs(key, new Field("part", text, false));
    numbers();
  }

  /** What is equal when it is joined, or in one of its parts. */
  private void pairs(Field code, Field part) throws Exception {
    TableSchema table =
        new TableSchema(probe.newName("pairs"), List.of(code, part), List.of("code", "part"));
    List<Row> rows =
        Stream.of("a|bc", "ab|c", "abc|", "|abc", "a|b", "b|a", "a,b|c", "a|b,c")
            .map(pair -> pair.split("\\|", -1))
            .map(pair -> new Row(List.of(pair[0], pair[1])))
            .toList();
    probe.commit(table, rows);
    probe.requireVisible(
        table, rows, "with keys that look alike when joined", "Compare keys column by column");
  }

  /** What is equal with fewer bits. */
  private void numbers() throws Exception {
    TableSchema table = probe.keyed("numbers");
    List<Row> rows =
        Stream.of(1L, 257L, 65_537L, 4_294_967_297L, 1L << 53, (1L << 53) + 1, -1L, Long.MIN_VALUE)
            .map(id -> row(id, "of " + id))
            .toList();
    probe.commit(table, rows);
    probe.requireVisible(
        table, rows, "with keys that look alike when shortened", "Keys are whole, of 64 bits");
  }

  private void types() throws Exception {
    Instant time = Instant.parse("2026-01-01T00:00:00.001Z");
    type(new DataType.Bool(), true, false);
    type(new DataType.Int32(), 1, -1);
    type(new DataType.Text(), "a", "b");
    type(new DataType.TimestampMillis(), time, time.plusMillis(1));
    type(new DataType.Bytes(), new byte[] {1, 2}, new byte[] {1, (byte) 0xFF});
  }

  private void type(DataType type, Object one, Object other) throws Exception {
    if (!probe.subject().types().test(type)) {
      return;
    }
    TableSchema table =
        new TableSchema(
            probe.newName("type"),
            List.of(new Field("key", type, false), DestinationProbe.NAME),
            List.of("key"));
    List<Row> last = List.of(new Row(List.of(one, "new")), new Row(List.of(other, "old")));
    try {
      probe.commit(table, List.of(new Row(List.of(one, "old")), last.get(1)));
      probe.commit(table, last.subList(0, 1));
    } catch (ConnectorException.SchemaIncompatible refused) {
      return;
    }
    probe.requireVisible(
        table,
        last,
        "of type %s, with a key in two commits,".formatted(type.label()),
        "Keys of every type are equal when their values are; refuse types that cannot be keys");
  }

  private void noUpsert() {
    try (Destination destination = probe.open()) {
      Refusals.incompatible(
          "prepare() of a table with a key, with UPSERT declared absent,",
          "Refuse what cannot be kept, so that nobody gets duplicates by it",
          () -> destination.prepare(probe.keyed("refused")));
    }
  }

  private void append() throws Exception {
    TableSchema table = probe.keyless("append");
    List<Row> rows = List.of(row(1, "a"), row(1, "a"), row(2, null));
    probe.commit(table, rows);
    probe.commit(table, rows);
    probe.requireVisible(
        table,
        DestinationProbe.together(rows, rows),
        "with equal rows",
        "Without a key rows are appended, whatever is there");
  }

  private void noAppend() {
    try (Destination destination = probe.open()) {
      Refusals.incompatible(
          "prepare() of a table without a key, with TABLES_WITHOUT_KEY declared absent,",
          "Refuse what cannot be kept",
          () -> destination.prepare(probe.keyless("refused")));
    }
  }

  private void repeat() throws Exception {
    TableSchema table = probe.keyed("repeat");
    probe.commit(table, DestinationProbe.rows(0, 10));
    probe.commit(table, DestinationProbe.rows(0, 10));
    probe.requireVisible(
        table,
        DestinationProbe.rows(0, 10),
        "written and committed a second time, as after a lost answer,",
        "Whoever gets no answer tries again: the second time must change nothing");
  }
}
