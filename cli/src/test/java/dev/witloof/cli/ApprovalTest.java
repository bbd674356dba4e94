package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a guest in Rust, which imports HTTP, clocks and the log, comes by what it asks for. */
class ApprovalTest {
  private static final Path GUESTS =
      Path.of("../conformance-tests/src/test/resources/guests").toAbsolutePath().normalize();
  private static final String[] DISCOVER = {"discover", "connector.toml"};

  @TempDir Path folder;

  private Path grants;

  @BeforeEach
  void connector() throws IOException {
    grants = folder.resolve("config/witloof/grants.toml");
    Files.copy(GUESTS.resolve("rust-http-source.wasm"), folder.resolve("c.wasm"));
    manifest("1.0.0", "http = [\"GET http://127.0.0.1:*\"]\nclock = true\nlog = true\n");
  }

  private void manifest(String version, String capabilities) throws IOException {
    Files.writeString(
        folder.resolve("connector.toml"),
        """
        [connector]
        name = "numbers-http"
        version = "%s"
        kind = "source"
        wasm = "c.wasm"
        [capabilities]
        %s"""
            .formatted(version, capabilities));
  }

  @Test
  void withoutATerminalTheLinesToAddAreNamedAndWork() throws IOException {
    Invocation refused = Invocation.granted(grants, folder, DISCOVER);
    assertEquals(ExitCode.REFUSED, refused.exitCode(), refused.err());
    assertTrue(refused.err().contains("http=GET http://127.0.0.1:*"), refused.err());
    int lines = refused.err().indexOf("add to " + grants + ":\n");
    assertTrue(lines > 0, refused.err());

    Files.createDirectories(grants.getParent());
    Files.writeString(grants, refused.err().substring(refused.err().indexOf('\n', lines)));
    Invocation approved = Invocation.granted(grants, folder, DISCOVER);
    assertEquals(ExitCode.DONE, approved.exitCode(), approved.err());
    assertTrue(approved.out().contains("numbers"), approved.out());
    Invocation byOption =
        Invocation.run(folder, "discover", "connector.toml", "--grants", grants.toString());
    assertEquals(ExitCode.DONE, byOption.exitCode(), byOption.err());
  }

  @Test
  void atATerminalEachCapabilityIsAskedForAndTheAnswerIsKept() throws IOException {
    Invocation asked = Invocation.answered("y\nyes\nY\n", grants, folder, DISCOVER);
    assertEquals(ExitCode.DONE, asked.exitCode(), asked.err());
    assertTrue(asked.err().contains("grant http=GET http://127.0.0.1:*? [y/N]"), asked.err());
    assertTrue(asked.err().contains("grant clock? [y/N]"), asked.err());
    assertTrue(asked.err().contains("recorded in " + grants), asked.err());
    assertTrue(Files.readString(grants).contains("http = [\"GET http://127.0.0.1:*\"]"));

    Invocation again = Invocation.granted(grants, folder, DISCOVER);
    assertEquals(ExitCode.DONE, again.exitCode(), again.err());
    assertFalse(again.err().contains("[y/N]"), again.err());
  }

  @Test
  void whoIsAskedIsToldHowFarAWildcardReaches() throws IOException {
    String reach = "any host whose name ends in .co.uk, whoever it belongs to";
    manifest("1.0.0", "http = [\"*.co.uk\"]\nclock = true\nlog = true\n");
    Invocation refused = Invocation.granted(grants, folder, DISCOVER);
    assertEquals(ExitCode.REFUSED, refused.exitCode());
    assertTrue(refused.err().contains("it is " + reach), refused.err());
    Invocation asked = Invocation.answered("n\n", grants, folder, DISCOVER);
    assertTrue(
        asked.err().contains("grant http=*.co.uk, which is " + reach + "? [y/N]"), asked.err());
    Invocation inspected = Invocation.run(folder, "inspect", "connector.toml");
    assertTrue(inspected.out().contains("http=*.co.uk: " + reach), inspected.out());
    Path old = folder.resolve("old.toml");
    Files.copy(folder.resolve("connector.toml"), old);
    manifest("1.1.0", "http = [\"*.co.uk\", \"*.a.com\"]\nclock = true\nlog = true\n");
    Invocation diff = Invocation.run(folder, "diff", "old.toml", "connector.toml");
    assertEquals(ExitCode.REFUSED, diff.exitCode());
    assertTrue(
        diff.out().contains("+ http=*.a.com: any host whose name ends in .a.com"), diff.out());
  }

  @Test
  void anythingButYesIsNoAndNothingIsKept() {
    for (String answers : new String[] {"y\nn\ny\n", "\n", "", "y\ny\n"}) {
      Invocation refused = Invocation.answered(answers, grants, folder, DISCOVER);
      assertEquals(ExitCode.REFUSED, refused.exitCode(), answers);
      assertFalse(Files.exists(grants), answers);
    }
  }

  @Test
  void whatIsNamedOnTheCommandLineIsNotAskedForNorKept() throws IOException {
    Invocation asked =
        Invocation.answered(
            "y\ny\n", grants, folder, "discover", "connector.toml", "--grant", "clock");
    assertEquals(ExitCode.DONE, asked.exitCode(), asked.err());
    assertFalse(asked.err().contains("grant clock?"), asked.err());
    assertFalse(Files.readString(grants).contains("clock"));
  }

  @Test
  void anUpgradeThatAsksForMoreIsShownAndAskedFor() throws IOException {
    assertEquals(
        ExitCode.DONE, Invocation.answered("y\ny\ny\n", grants, folder, DISCOVER).exitCode());
    manifest("1.1.0", "http = [\"http://127.0.0.1:*\"]\nclock = true\nlog = true\nrandom = true\n");
    Files.write(folder.resolve("c.wasm"), changed());
    Invocation refused = Invocation.granted(grants, folder, DISCOVER);
    assertEquals(ExitCode.REFUSED, refused.exitCode(), refused.err());

    Invocation asked = Invocation.answered("y\ny\ny\ny\n", grants, folder, DISCOVER);
    assertEquals(ExitCode.DONE, asked.exitCode(), asked.err());
    assertTrue(asked.err().contains("approved for version 1.0.0"), asked.err());
    assertTrue(
        asked.err().contains("~ http=GET http://127.0.0.1:* -> http=http://127.0.0.1:* (widened)"),
        asked.err());
    assertTrue(asked.err().contains("+ random"), asked.err());
  }

  @Test
  void developmentGrantsEverythingAndSaysSoAtEachRun() {
    Invocation done = Invocation.run(folder, "discover", "connector.toml", "--development");
    assertEquals(ExitCode.DONE, done.exitCode(), done.err());
    assertTrue(done.err().contains("DEVELOPMENT"), done.err());
    Invocation report = Invocation.run(folder, "inspect", "connector.toml", "--development");
    assertTrue(report.out().contains("trust         DEVELOPMENT: unseen"), report.out());
  }

  @Test
  void aSignatureOfATrustedPublisherIsEnough() throws IOException {
    Invocation made = Invocation.run(folder, "sign", "--new-key", "key", "connector.toml");
    assertEquals(ExitCode.DONE, made.exitCode(), made.err());
    String key = made.lines().get(0).replaceFirst("public key +", "");
    Path mine = Files.writeString(folder.resolve("mine.toml"), publisher(key));

    Invocation tried =
        Invocation.granted(mine, folder, "discover", "connector.toml", "--development");
    assertEquals(ExitCode.DONE, tried.exitCode(), tried.err());
    assertFalse(Files.readString(mine).contains("approval"), "development approves for one run");

    Invocation done = Invocation.granted(mine, folder, DISCOVER);
    assertEquals(ExitCode.DONE, done.exitCode(), done.err());
    assertTrue(done.err().contains("recorded in"), done.err());
    assertTrue(Files.readString(mine).contains("publisher = \"acme\""));
    assertFalse(Invocation.granted(mine, folder, DISCOVER).err().contains("recorded"));

    manifest("1.1.0", "http = [\"http://127.0.0.1:*\"]\nclock = true\nlog = true\n");
    Invocation tampered = Invocation.granted(mine, folder, DISCOVER);
    assertEquals(ExitCode.REFUSED, tampered.exitCode());
    assertTrue(tampered.err().contains("changed after it was signed"), tampered.err());

    assertEquals(
        ExitCode.DONE, Invocation.run(folder, "sign", "--key", "key", "connector.toml").exitCode());
    Invocation wider = Invocation.granted(mine, folder, DISCOVER);
    assertEquals(ExitCode.REFUSED, wider.exitCode(), wider.err());
    assertTrue(wider.err().contains("http=http://127.0.0.1:*: the manifest asks"), wider.err());
  }

  @Test
  void inspectSaysHowToApprove() {
    Invocation done = Invocation.granted(grants, folder, "inspect", "connector.toml");
    assertEquals(ExitCode.REFUSED, done.exitCode());
    assertTrue(done.out().contains("trust         unknown"), done.out());
    assertTrue(done.out().contains("to approve it for good, add to " + grants), done.out());
  }

  @Test
  void badFilesOfGrantsEndWithTwo() throws IOException {
    Invocation missing =
        Invocation.run(folder, "discover", "connector.toml", "--grants", "none.toml");
    assertEquals(ExitCode.BAD_INPUT, missing.exitCode(), missing.err());
    Files.writeString(folder.resolve("bad.toml"), "[[approvals]]\n");
    Invocation bad = Invocation.run(folder, "discover", "connector.toml", "--grants", "bad.toml");
    assertEquals(ExitCode.BAD_INPUT, bad.exitCode(), bad.err());
    assertTrue(bad.err().contains("did you mean 'approval'?"), bad.err());
  }

  private static String publisher(String key) {
    return "[[publisher]]\nname = \"acme\"\nkey = \"" + key + "\"\n";
  }

  /** The component with a custom section more. */
  private byte[] changed() throws IOException {
    byte[] component = Files.readAllBytes(folder.resolve("c.wasm"));
    byte[] changed = java.util.Arrays.copyOf(component, component.length + 4);
    System.arraycopy(new byte[] {0, 2, 1, 'x'}, 0, changed, component.length, 4);
    return changed;
  }
}
