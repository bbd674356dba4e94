package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.HttpRule;
import dev.witloof.connector.config.ConfigException;
import dev.witloof.runtime.trust.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class GrantsFileTest {
  private static final String COMPONENT = "ab".repeat(32);
  private static final String MANIFEST = "cd".repeat(32);

  @TempDir Path folder;

  private GrantsFile read(String text) throws IOException {
    return GrantsFile.read(Files.writeString(folder.resolve("grants.toml"), text));
  }

  @Test
  void saysWhatIsApprovedForWhom() throws IOException {
    String key = SigningKey.create(folder.resolve("key")).publisher().text();
    GrantsFile file =
        read(
            """
            [[publisher]]
            name = "acme"
            key = "%s"
            [[trusted]]
            name = "for people"
            component = "%s"
            manifest = "%s"
            [[approval]]
            name = "github"
            version = "1.0.0"
            component = "%s"
            http = ["GET api.github.com"]
            env = ["TOKEN"]
            clock = true
            """
                .formatted(key, COMPONENT, MANIFEST, COMPONENT));
    assertEquals("acme", file.publishers().get(0).name());
    assertEquals(key, file.publishers().get(0).key().text());
    assertEquals(
        List.of(new GrantsFile.Trusted(Optional.of("for people"), COMPONENT, MANIFEST)),
        file.trusted());
    Approval approval = file.approvals("github", COMPONENT).get(0);
    assertEquals(List.of(HttpRule.parse("GET api.github.com")), approval.capabilities().http());
    assertTrue(approval.capabilities().clock());
    assertEquals(List.of(), file.approvals("gitlab", COMPONENT));
    assertEquals(List.of(), file.approvals("github", MANIFEST));
    assertEquals(Optional.of(approval), file.latest("github"));
  }

  @Test
  void everyFaultIsNamedWithItsPlace() {
    ConfigException wrong =
        assertThrows(
            ConfigException.class,
            () ->
                read(
                    """
                    approvals = 1
                    [[publisher]]
                    name = "acme"
                    key = "AAAA"
                    [[trusted]]
                    component = "AB"
                    [[approval]]
                    name = "github"
                    component = "%s"
                    clok = true
                    filesystem = true
                    http = ["*"]
                    """
                        .formatted(COMPONENT)));
    assertEquals(
        List.of(
            "1:1: approvals: is not known; did you mean 'approval'?; known here: publisher,"
                + " trusted, approval",
            "4:1: publisher[0].key: must be a public key of Ed25519 in base64, as 'witloof sign"
                + " --new-key' prints it",
            "5:1: trusted[0].manifest: is missing; it must be text",
            "6:1: trusted[0].component: must be a SHA-256 of 64 hexadecimal digits in lower case",
            "10:1: approval[0].clok: is not known; did you mean 'clock'?; known here: name,"
                + " version, component, publisher, approved, http, env, config, clock, log,"
                + " random",
            "11:1: approval[0].filesystem: is not supported by this version; there are no files in the"
                + " sandbox",
            "12:9: approval[0].http[0]: must have a host such as api.example.com, or *.example.com"
                + " for its subdomains, not '*'"),
        wrong.problems().stream().map(Object::toString).toList());
  }

  @Test
  void aTableInPlaceOfAListOfTablesIsRefused() {
    ConfigException wrong =
        assertThrows(ConfigException.class, () -> read("[approval]\nname = \"a\"\n"));
    assertTrue(wrong.getMessage().contains("[[approval]]"), wrong.getMessage());
  }

  @Test
  void noTwoPublishersShareANameOrAKey() throws IOException {
    String key = SigningKey.create(folder.resolve("key")).publisher().text();
    String publisher = "[[publisher]]\nname = \"acme\"\nkey = \"" + key + "\"\n";
    ConfigException wrong = assertThrows(ConfigException.class, () -> read(publisher + publisher));
    assertEquals(2, wrong.problems().size(), wrong.getMessage());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFileThatEverybodyMayWriteToIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("grants.toml"), "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    ConfigException refused = assertThrows(ConfigException.class, () -> GrantsFile.read(file));
    assertTrue(refused.getMessage().contains("chmod 600"), refused.getMessage());

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(List.of(), GrantsFile.read(file).approvals());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    refused = assertThrows(ConfigException.class, () -> GrantsFile.read(file));
    assertTrue(refused.getMessage().contains("chmod go-w"), refused.getMessage());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void aMissingFileIsAnErrorUnlessItMayBeMissing() {
    Path missing = folder.resolve("missing.toml");
    assertThrows(ConfigException.class, () -> GrantsFile.read(missing));
    assertEquals(List.of(), GrantsFile.readIfExists(missing).approvals());
  }

  @Test
  void isWhereTheUserKeepsConfiguration() {
    assertEquals(
        Optional.of(Path.of("/x/witloof/grants.toml")),
        GrantsFile.ofUser(Map.of("XDG_CONFIG_HOME", "/x"), Optional.of("/home/me")));
    assertEquals(
        Optional.of(Path.of("/home/me/.config/witloof/grants.toml")),
        GrantsFile.ofUser(Map.of("XDG_CONFIG_HOME", "relative"), Optional.of("/home/me")));
    assertEquals(Optional.empty(), GrantsFile.ofUser(Map.of(), Optional.empty()));
  }
}
