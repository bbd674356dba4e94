package dev.witloof.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.security.auth.module.UnixSystem;
import dev.witloof.connector.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
class WriteAccessTest {
  private static final long ME = new UnixSystem().getUid();

  @TempDir private Path folder;
  private Path upper;
  private Path lower;
  private Path file;

  @BeforeEach
  void make() throws IOException {
    folder = folder.toRealPath();
    upper = Files.createDirectory(folder.resolve("upper"));
    lower = Files.createDirectory(upper.resolve("lower"));
    file = Files.writeString(lower.resolve("grants.toml"), "");
    permit("rwxr-xr-x", upper, lower);
    permit("rw-r--r--", file);
  }

  private static void permit(String permissions, Path... paths) throws IOException {
    for (Path path : paths) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  private static String refusal(Path path) {
    return assertThrows(ConfigException.class, () -> PrivateFile.require(path)).getMessage();
  }

  @Test
  void aFileOfItsUserAloneIsTaken() {
    assertDoesNotThrow(() -> PrivateFile.require(file));
    assertDoesNotThrow(() -> PrivateFile.require(lower.resolve("none.toml")));
    assertDoesNotThrow(() -> PrivateFile.require(lower.resolve("none/none.toml")));
  }

  @ParameterizedTest
  @CsvSource({"rw-rw-r--, its group", "rw-r--rw-, everybody", "rw-rw-rw-, everybody"})
  void aFileThatOthersMayWriteToIsRefused(String permissions, String who) throws IOException {
    permit(permissions, file);
    assertEquals(
        file + ":1:1: " + who + " may write to it; make it yours alone: chmod 600 " + file,
        refusal(file));
  }

  @ParameterizedTest
  @CsvSource({"rwxrwxr-x, its group", "rwxr-xrwx, everybody"})
  void soIsOneInAFolderThatOthersMayWriteToOrBelowOne(String permissions, String who)
      throws IOException {
    for (Path open : new Path[] {lower, upper}) {
      permit(permissions, open);
      for (Path path : new Path[] {file, lower.resolve("none.toml")}) {
        String refused = refusal(path);
        assertTrue(refused.contains(who + " may write to the folder " + open), refused);
        assertTrue(refused.endsWith("chmod go-w " + open), refused);
      }
      permit("rwxr-xr-x", open);
    }
  }

  @Test
  void inAStickyFolderOwnersAreEnough() throws IOException {
    Files.setAttribute(lower, "unix:mode", 01777);
    assertDoesNotThrow(() -> PrivateFile.require(file));
    permit("rw-rw-r--", file);
    assertTrue(refusal(file).contains("chmod 600"));
  }

  /** Root may give the file away; for others it is enough to be taken for somebody else. */
  @Test
  void whatBelongsToSomebodyElseIsRefused() throws IOException {
    WriteAccess access = new WriteAccess(ME == 0 ? ME : ME + 1);
    if (ME == 0) {
      Files.setAttribute(file, "unix:uid", 4_711);
    }
    ConfigException refused =
        assertThrows(ConfigException.class, () -> PrivateFile.require(file, access));
    assertTrue(refused.getMessage().contains("belongs to"), refused.getMessage());
    assertTrue(refused.getMessage().contains("chown"), refused.getMessage());
  }

  @Test
  void theFoldersOfALinkCountAndThoseOfWhatItLeadsTo() throws IOException {
    Path links = Files.createDirectory(folder.resolve("links"));
    permit("rwxr-xr-x", links);
    Path link = Files.createSymbolicLink(links.resolve("a"), Path.of("../links/./b"));
    Files.createSymbolicLink(links.resolve("b"), lower);
    Path through = link.resolve("grants.toml");
    assertDoesNotThrow(() -> PrivateFile.require(through));

    permit("rwxrwxr-x", links);
    assertTrue(refusal(through).endsWith("chmod go-w " + links), refusal(through));
    permit("rwxr-xr-x", links);
    permit("rwxr-xrwx", upper);
    assertTrue(refusal(through).endsWith("chmod go-w " + upper), refusal(through));
  }

  @Test
  void aLinkToItselfIsRefused() throws IOException {
    Path circle = Files.createSymbolicLink(lower.resolve("circle"), Path.of("circle"));
    assertTrue(refusal(circle).contains("leads to itself"), refusal(circle));
  }
}
