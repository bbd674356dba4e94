package dev.witloof.conformance.certification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.witloof.runtime.trust.Digests;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeDigestTest {
  @TempDir Path folder;

  @Test
  void aJarHasTheDigestOfItsBytes() throws Exception {
    Path jar =
        Path.of(JsonMapper.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    assertEquals(Digests.sha256(Files.readAllBytes(jar)), CodeDigest.of(JsonMapper.class));
  }

  @Test
  void aFolderChangesItsDigestWithAnyFileOrName() throws Exception {
    String name = HtmlTextTest.class.getName().replace('.', '/') + ".class";
    Path copy = folder.resolve(name);
    Files.createDirectories(copy.getParent());
    try (var in = HtmlTextTest.class.getClassLoader().getResourceAsStream(name)) {
      Files.copy(in, copy);
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      Class<?> copied = loader.loadClass(HtmlTextTest.class.getName());
      String first = CodeDigest.of(copied);
      assertEquals(first, CodeDigest.of(copied));
      Path more = Files.writeString(folder.resolve("more"), "");
      String second = CodeDigest.of(copied);
      Files.move(more, folder.resolve("other"));
      String third = CodeDigest.of(copied);
      assertNotEquals(first, second);
      assertNotEquals(second, third);
    }
  }

  @Test
  void whatIsInNoFileIsToldSo() {
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> CodeDigest.of(String.class));
    assertTrue(e.getMessage().contains("java.lang.String"), e.getMessage());
  }
}
