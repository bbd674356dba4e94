package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of the class path are the same in a jar and outside of one. */
class ResourceTreeTest {
  private static final List<String> FILES = List.of("a.txt", "b/c d.txt", "b/deep/ü.txt");

  @TempDir Path folder;

  @Test
  void aFolderIsReadWithAllThatIsInIt() throws IOException {
    for (String file : FILES) {
      Path path = folder.resolve("tree").resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file);
    }
    Files.writeString(folder.resolve("tree-beside"), "no part of it");
    assertHasAll(ResourceTree.read(folder.resolve("tree").toUri().toURL()));
  }

  @Test
  void soIsOneInAJar() throws IOException {
    Path jar = folder.resolve("some.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (String name : List.of("x/tree/", "x/tree/b/", "x/tree-beside")) {
        entries.putNextEntry(new JarEntry(name));
      }
      for (String file : FILES) {
        entries.putNextEntry(new JarEntry("x/tree/" + file));
        entries.write(file.getBytes(StandardCharsets.UTF_8));
      }
    }
    URL url = URI.create("jar:" + jar.toUri() + "!/x/tree").toURL();
    assertHasAll(ResourceTree.read(url));
    Files.delete(jar); // nothing holds it open
  }

  @Test
  void aFolderThatIsNotThereIsSaid() {
    assertFalse(ResourceTree.exists("/nothing/here"));
    assertTrue(ResourceTree.exists("/witloof/wit"));
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> ResourceTree.read("/nothing/here"));
    assertTrue(e.getMessage().contains("/nothing/here"), e.getMessage());
  }

  private static void assertHasAll(SortedMap<String, byte[]> files) {
    assertEquals(FILES, List.copyOf(files.keySet()));
    files.forEach(
        (name, content) -> assertArrayEquals(name.getBytes(StandardCharsets.UTF_8), content));
  }
}
