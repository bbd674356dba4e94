package dev.witloof.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableSchemaTest {
  private static final Field ID = new Field("id", new DataType.Int64(), false);
  private static final Field NOTE = new Field("note", new DataType.Text(), true);

  private static String refusal(String name, List<Field> fields, List<String> key) {
    return assertThrows(IllegalArgumentException.class, () -> new TableSchema(name, fields, key))
        .getMessage();
  }

  @Test
  void saysWhatIsWrong() {
    assertEquals("a table needs a name, but it is empty", refusal("", List.of(ID), List.of()));
    assertEquals("table 't' has no columns", refusal("t", List.of(), List.of()));
    assertEquals("table 't' has two columns named 'id'", refusal("t", List.of(ID, ID), List.of()));
    assertEquals(
        "the primary key of table 't' names 'x', which is no column of it",
        refusal("t", List.of(ID), List.of("x")));
    assertEquals(
        "the primary key of table 't' names 'id', which is named twice",
        refusal("t", List.of(ID), List.of("id", "id")));
    assertEquals(
        "the primary key of table 't' names 'note', which is nullable; a key column must not be",
        refusal("t", List.of(ID, NOTE), List.of("note")));
    assertThrows(IllegalArgumentException.class, () -> new Field("", new DataType.Bool(), true));
    assertThrows(IllegalArgumentException.class, () -> new DataType.Struct(List.of()));
    assertThrows(IllegalArgumentException.class, () -> new DataType.Struct(List.of(ID, ID)));
  }

  @Test
  void typesThatUnfoldToBillionsAreRefusedAtOnce() {
    DataType type = new DataType.Bool();
    for (int i = 0; i < 60; i++) {
      type = new DataType.Struct(List.of(new Field("a", type, true), new Field("b", type, true)));
    }
    assertTrue(
        refusal("t", List.of(new Field("f", type, true)), List.of()).contains("more than 10000"));
  }

  @Test
  void typesThatNestTooDeepAreRefused() {
    DataType type = new DataType.Bool();
    for (int i = 0; i < 64; i++) {
      type = new DataType.ListOf(type);
    }
    assertTrue(refusal("t", List.of(new Field("f", type, true)), List.of()).contains("deeper"));
  }
}
