package dev.witloof.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCursorStoreTest {
  @TempDir Path folder;

  @Test
  void keepsOneCursorForEachPipelineAndTable() {
    CursorStore store = new FileCursorStore(folder);
    assertEquals(Optional.empty(), store.load("p", "t"));

    store.save("p", "t", Cursor.of(new byte[] {1}));
    store.save("p", "u", Cursor.of(new byte[0]));
    store.save("p", "t", Cursor.of(new byte[] {2, 0, -1}));

    CursorStore another = new FileCursorStore(folder);
    assertEquals(Optional.of(Cursor.of(new byte[] {2, 0, -1})), another.load("p", "t"));
    assertEquals(Optional.of(Cursor.of(new byte[0])), another.load("p", "u"));
    assertEquals(Optional.empty(), another.load("q", "t"));
  }

  @Test
  void namesCannotLeaveTheFolder() throws IOException {
    CursorStore store = new FileCursorStore(folder.resolve("store"));
    store.save("..", "../../evil", Cursor.of(new byte[] {1}));

    try (Stream<Path> inside = Files.list(folder)) {
      assertEquals(1, inside.count());
    }
    assertEquals(Optional.of(Cursor.of(new byte[] {1})), store.load("..", "../../evil"));
  }

  @Test
  void saysWhichFileCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("p"), "a file where a folder should be");
    ConnectorException thrown =
        assertThrows(
            ConnectorException.Transient.class,
            () -> new FileCursorStore(folder).save("p", "t", Cursor.of(new byte[] {1})));
    assertTrue(thrown.getMessage().contains("t.cursor"), thrown.getMessage());
  }
}
