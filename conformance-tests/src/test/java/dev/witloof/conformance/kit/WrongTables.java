package dev.witloof.conformance.kit;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Sources that are wrong about which tables there are, and which cursors, in one way each. */
enum WrongTables implements WrongSource {
  DISCOVER_CHANGES(
      () ->
          new SampleSource() {
            private int calls;

            @Override
            public List<TableSchema> discover() {
              calls++;
              return calls % 2 == 1
                  ? super.discover()
                  : List.of(SampleTables.EVENTS, SampleTables.PEOPLE);
            }
          },
      "discover.stable"),
  TWO_TABLES_OF_ONE_NAME(
      () ->
          new SampleSource() {
            @Override
            public List<TableSchema> discover() {
              return List.of(SampleTables.PEOPLE, SampleTables.EVENTS, SampleTables.PEOPLE);
            }
          },
      "discover.valid"),
  DISCOVER_FAILS(
      () ->
          new SampleSource() {
            @Override
            public List<TableSchema> discover() {
              return List.of(
                  new TableSchema("people", SampleTables.PEOPLE.fields(), List.of("missing")));
            }
          },
      "discover.valid"),
  UNKNOWN_TABLE_THROWS(
      () ->
          new SampleSource() {
            @Override
            TableSchema schemaOf(String table) {
              return switch (table) {
                case "people" -> SampleTables.PEOPLE;
                case "events" -> SampleTables.EVENTS;
                default -> throw new NullPointerException("schema");
              };
            }
          },
      "error.unknown-table"),
  UNKNOWN_TABLE_IS_EMPTY(
      () ->
          new SampleSource() {
            @Override
            TableSchema schemaOf(String table) {
              return table.startsWith("events") ? SampleTables.EVENTS : SampleTables.PEOPLE;
            }
          },
      "error.unknown-table"),
  UNKNOWN_TABLE_IS_TRANSIENT(
      () ->
          new SampleSource() {
            @Override
            TableSchema schemaOf(String table) {
              try {
                return super.schemaOf(table);
              } catch (ConnectorException.Permanent e) {
                throw new ConnectorException.Transient("404", e);
              }
            }
          },
      "error.unknown-table"),
  GARBAGE_CURSOR_READS_FROM_THE_BEGINNING(
      () ->
          new SampleSource() {
            @Override
            int position(TableSchema table, Cursor cursor) {
              try {
                return super.position(table, cursor);
              } catch (ConnectorException.Permanent e) {
                return 0;
              }
            }
          },
      "error.garbage-cursor",
      "error.foreign-cursor"),
  GARBAGE_CURSOR_THROWS(
      () ->
          new SampleSource() {
            @Override
            int position(TableSchema table, Cursor cursor) {
              String text = new String(cursor.toByteArray(), StandardCharsets.UTF_8);
              if (!text.startsWith(table.name())) {
                return super.position(table, cursor);
              }
              return Integer.parseInt(text.substring(table.name().length() + 1));
            }
          },
      "error.damaged-cursor"),
  CURSOR_OF_ANOTHER_TABLE(
      () ->
          new SampleSource() {
            @Override
            int position(TableSchema table, Cursor cursor) {
              String text = new String(cursor.toByteArray(), StandardCharsets.UTF_8);
              return text.startsWith("people:")
                  ? super.position(SampleTables.PEOPLE, cursor)
                  : super.position(SampleTables.EVENTS, cursor);
            }
          },
      "error.foreign-cursor"),
  DISCOVER_ORDER_IS_RANDOM(
      new Supplier<>() {
        private final Random random = new Random(7);

        @Override
        public Source get() {
          List<TableSchema> tables = new ArrayList<>(SampleTables.all());
          // As many tables as it takes to see it.
          Collections.shuffle(tables, random);
          return new SampleSource() {
            @Override
            public List<TableSchema> discover() {
              Collections.rotate(tables, 1);
              return List.copyOf(tables);
            }
          };
        }
      },
      "discover.stable"),
  NAMES_OF_TABLES_IN_ANY_CASE(
      () ->
          new SampleSource() {
            @Override
            TableSchema schemaOf(String table) {
              return super.schemaOf(table.toLowerCase(Locale.ROOT));
            }
          },
      "error.unknown-table"),
  UNKNOWN_TABLE_FAILS_AT_NEXT(
      () ->
          new SampleSource() {
            @Override
            public ReadHandle open(String table, Optional<Cursor> cursor) {
              if (SampleTables.all().stream().anyMatch(known -> known.name().equals(table))) {
                return super.open(table, cursor);
              }
              return new Handle(SampleTables.PEOPLE, 0) {
                @Override
                public Optional<RecordBatch> next() {
                  throw new ConnectorException.Permanent("there is no table " + table);
                }
              };
            }
          },
      "error.unknown-table"),
  OPENS_ONLY_WHAT_IT_DISCOVERED(
      () ->
          new SampleSource() {
            private boolean discovered;

            @Override
            public List<TableSchema> discover() {
              discovered = true;
              return super.discover();
            }

            @Override
            TableSchema schemaOf(String table) {
              if (!discovered) {
                throw new ConnectorException.Permanent("discover() first");
              }
              return super.schemaOf(table);
            }
          },
      "error.unknown-table",
      "stream.readable");

  private final Supplier<Source> open;
  private final List<String> caughtBy;

  WrongTables(Supplier<Source> open, String... caughtBy) {
    this.open = open;
    this.caughtBy = List.of(caughtBy);
  }

  @Override
  public Source open() {
    return open.get();
  }

  @Override
  public List<String> caughtBy() {
    return caughtBy;
  }
}
