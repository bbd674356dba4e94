package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is put into a temporary folder is gone with it. */
class TemporaryFolderTest {

  @Test
  void allThatIsInItIsDeleted() throws IOException {
    Path path;
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      path = folder.path();
      Files.createDirectories(path.resolve("a/b"));
      Files.writeString(path.resolve("a/b/c"), "text");
      assertTrue(Files.isDirectory(path));
    }
    assertFalse(Files.exists(path));
  }

  @Test
  void afterAFailureToo() {
    AtomicReference<Path> path = new AtomicReference<>();
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () -> {
              try (TemporaryFolder folder = TemporaryFolder.make()) {
                path.set(folder.path());
                throw new IllegalStateException("the command fails");
              }
            });
    assertEquals("the command fails", failure.getMessage());
    assertFalse(Files.exists(path.get()));
  }
}
