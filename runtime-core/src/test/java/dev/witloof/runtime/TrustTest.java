package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.Source;
import dev.witloof.connector.config.ConfigException;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.trust.ConnectorSignature;
import dev.witloof.runtime.trust.Digests;
import dev.witloof.runtime.trust.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is granted what, by whose word. */
class TrustTest {
  private static final String CLOCK = "[capabilities]\nclock = true\n";
  private static final String MORE = CLOCK + "http = [\"a.com\"]\n";

  @TempDir Path folder;

  private final List<ConnectorEvent> events = new ArrayList<>();
  private final ConnectorRuntime runtime =
      ConnectorRuntime.builder().hostImports(List.of()).listener(events::add).build();
  private Path grants;
  private byte[] component;

  @BeforeEach
  void prepare() throws IOException {
    grants = folder.resolve("grants.toml");
    try (InputStream in = TrustTest.class.getResourceAsStream("/components/c-zig-source.wasm")) {
      component = in.readAllBytes();
    }
    Files.write(folder.resolve("c.wasm"), component);
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  @Test
  void anUnknownConnectorIsGrantedWhatWasApprovedForThisComponent() throws IOException {
    Path manifest = manifest("1.0.0", CLOCK);
    LoadReport refused = inspect(manifest);
    assertFalse(refused.loadable());
    assertEquals(TrustLevel.UNKNOWN, refused.trust().level());

    GrantsFile.readIfExists(grants).approve(refused);
    LoadReport approved = inspect(manifest);
    assertTrue(approved.loadable(), approved.problems().toString());
    assertEquals(TrustLevel.UNKNOWN, approved.trust().level());
    assertEquals(List.of("clock by approval"), granted(approved));
  }

  @Test
  void anApprovalIsForOneNameAndOneComponent() throws IOException {
    GrantsFile.readIfExists(grants).approve(inspect(manifest("1.0.0", CLOCK)));

    Path renamed = manifest("1.0.0", CLOCK);
    Files.writeString(renamed, Files.readString(renamed).replace("\"c\"", "\"other\""));
    assertFalse(inspect(renamed).loadable(), "another name");

    Path manifest = manifest("1.0.1", CLOCK);
    changeComponent();
    LoadReport changed = inspect(manifest);
    assertFalse(changed.loadable(), "another component");
    LoadReport.Upgrade upgrade = changed.upgrade().orElseThrow();
    assertEquals(Optional.of("1.0.0"), upgrade.earlier().version());
    assertEquals(List.of(), upgrade.difference().changes());
  }

  @Test
  void anUpgradeShowsWhatItAsksForBeyondWhatWasApproved() throws IOException {
    GrantsFile.readIfExists(grants).approve(inspect(manifest("1.0.0", CLOCK)));
    Path manifest = manifest("1.1.0", MORE);
    changeComponent();
    LoadReport report = inspect(manifest);
    assertEquals("+ http=a.com", report.upgrade().orElseThrow().difference().toString());
    assertTrue(LoadReportText.render(report).contains("    + http=a.com\n"));
  }

  @Test
  void aManifestThatAsksForMoreOfTheSameComponentShowsThat() throws IOException {
    GrantsFile.readIfExists(grants).approve(inspect(manifest("1.0.0", CLOCK)));
    assertTrue(inspect(manifest("1.0.1", CLOCK)).upgrade().isEmpty());
    LoadReport more = inspect(manifest("1.1.0", MORE));
    assertFalse(more.loadable());
    assertEquals("+ http=a.com", more.upgrade().orElseThrow().difference().toString());
    GrantsFile.readIfExists(grants).approve(more);
    assertTrue(inspect(manifest("1.1.0", MORE)).upgrade().isEmpty());
  }

  @Test
  void aManifestThatAsksForMoreThanWasApprovedIsRefusedForThat() throws IOException {
    GrantsFile.readIfExists(grants).approve(inspect(manifest("1.0.0", CLOCK)));
    LoadReport report = inspect(manifest("1.0.0", MORE));
    assertEquals(
        List.of("http=a.com"), report.problems().stream().map(LoadProblem::subject).toList());
  }

  @Test
  void aTrustedPairIsGrantedWhatItAsksFor() throws IOException {
    Path manifest = manifest("1.0.0", MORE);
    Files.writeString(
        grants,
        "[[trusted]]\ncomponent = \"%s\"\nmanifest = \"%s\"\n"
            .formatted(Digests.sha256(component), Digests.sha256(Files.readAllBytes(manifest))));
    LoadReport report = inspect(manifest);
    assertTrue(report.loadable(), report.problems().toString());
    assertEquals(TrustLevel.TRUSTED, report.trust().level());
    assertEquals(List.of("http=a.com by trusted-hash", "clock by trusted-hash"), granted(report));

    Files.writeString(manifest, Files.readString(manifest).replace("a.com", "b.com"));
    assertFalse(inspect(manifest).loadable(), "the manifest was changed");
  }

  @Test
  void aPublisherIsProvenByItsSignature() throws IOException {
    SigningKey key = SigningKey.create(folder.resolve("key"));
    trust(key);
    Path manifest = manifest("1.0.0", MORE);
    assertFalse(inspect(manifest).loadable(), "nobody signed it");
    sign(key, manifest);
    LoadReport report = inspect(manifest);
    assertTrue(report.loadable(), report.problems().toString());
    assertEquals(Optional.of("acme"), report.trust().publisher());
    assertEquals(TrustLevel.TRUSTED, report.trust().level());
    assertEquals(List.of("http=a.com by publisher", "clock by publisher"), granted(report));
  }

  @Test
  void whatWasChangedAfterItWasSignedIsRefused() throws IOException {
    SigningKey key = SigningKey.create(folder.resolve("key"));
    trust(key);
    Path manifest = manifest("1.0.0", CLOCK);
    sign(key, manifest);
    changeComponent();
    LoadReport changed = inspect(manifest);
    assertEquals(LoadProblem.Kind.SIGNATURE, changed.problems().get(0).kind());
    assertEquals(Optional.empty(), changed.trust().publisher());

    LoadReport developed = runtime.inspect(manifest, LoadOptions.of(Grants.development()));
    assertTrue(developed.loadable(), developed.problems().toString());
    assertEquals(2, developed.warnings().size(), developed.warnings().toString());
  }

  @Test
  void theKeyOfAStrangerProvesNothing() throws IOException {
    trust(SigningKey.create(folder.resolve("key")));
    Path manifest = manifest("1.0.0", CLOCK);
    sign(SigningKey.create(folder.resolve("stranger")), manifest);
    LoadReport report = inspect(manifest);
    assertFalse(report.loadable());
    assertEquals(TrustLevel.UNKNOWN, report.trust().level());
    assertTrue(report.warnings().get(0).contains("not trusted"), report.warnings().toString());
  }

  @Test
  void anUpgradeOfATrustedPublisherMayAskForNoMore() throws IOException {
    SigningKey key = SigningKey.create(folder.resolve("key"));
    trust(key);
    Path manifest = manifest("1.0.0", CLOCK);
    sign(key, manifest);
    GrantsFile.read(grants).approve(inspect(manifest));

    changeComponent();
    manifest = manifest("1.0.1", CLOCK);
    sign(key, manifest);
    assertTrue(inspect(manifest).loadable(), "an upgrade that asks for the same");

    manifest = manifest("1.1.0", MORE);
    sign(key, manifest);
    LoadReport more = inspect(manifest);
    assertEquals(
        List.of("http=a.com"), more.problems().stream().map(LoadProblem::subject).toList());
    GrantsFile.read(grants).approve(more);
    LoadReport approved = inspect(manifest);
    assertEquals(List.of("http=a.com by approval", "clock by approval"), granted(approved));
  }

  @Test
  void whatRunsIsWhatWasApprovedWhateverBecomesOfTheFiles() throws IOException {
    Path manifest = manifest("1.0.0", CLOCK);
    GrantsFile approved = GrantsFile.readIfExists(grants).approve(inspect(manifest));
    try (LoadedConnector connector =
        runtime.load(manifest, Grants.builder().file(approved).build())) {
      Files.write(folder.resolve("c.wasm"), new byte[] {0});
      manifest("9.0.0", MORE);
      try (Source source = connector.source(Map.of())) {
        assertEquals("numbers", source.discover().get(0).name());
      }
      assertEquals(Digests.sha256(component), connector.report().orElseThrow().identity().sha256());
      assertEquals("1.0.0", connector.manifest().version());
    }
  }

  @Test
  void aManifestCannotClaimAPublisher() throws IOException {
    trust(SigningKey.create(folder.resolve("key")));
    Path manifest = manifest("1.0.0", CLOCK);
    Files.writeString(
        manifest, Files.readString(manifest).replace("[capa", "publisher = \"acme\"\n[capa"));
    ConfigException refused = assertThrows(ConfigException.class, () -> inspect(manifest));
    assertTrue(refused.getMessage().contains("connector.publisher: is not known"));
    Path named = manifest("1.0.0", CLOCK);
    Files.writeString(named, Files.readString(named).replace("\"c\"", "\"acme\""));
    assertEquals(TrustLevel.UNKNOWN, inspect(named).trust().level());
  }

  @Test
  void developmentGrantsEverythingAndSaysSo() throws IOException {
    LoadReport report =
        runtime.inspect(manifest("1.0.0", MORE), LoadOptions.of(Grants.development()));
    assertTrue(report.loadable());
    assertEquals(TrustLevel.DEVELOPMENT, report.trust().level());
    assertTrue(LoadReportText.render(report).contains("DEVELOPMENT"));
    assertEquals(List.of("http=a.com by development", "clock by development"), granted(report));
  }

  @Test
  void approvingKeepsWhatTheFileSaysAndWhatTheOperatorNamesStaysOut() throws IOException {
    Files.writeString(
        grants,
        "# mine\n[[publisher]]   # a friend\nname = \"b\"\nkey = \"%s\""
            .formatted(SigningKey.create(folder.resolve("b")).publisher()));
    String before = Files.readString(grants);
    Grants named = Grants.builder().clock().file(GrantsFile.read(grants)).build();
    LoadReport report = runtime.inspect(manifest("1.0.0", MORE), LoadOptions.of(named));
    GrantsFile approved = GrantsFile.read(grants).approve(report);
    assertTrue(Files.readString(grants).startsWith(before));
    assertEquals(approved, GrantsFile.read(grants));
    assertFalse(approved.approvals().get(0).capabilities().clock());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          Set.of("grants.toml", "grants.toml.lock"),
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.contains("grants"))
              .collect(Collectors.toSet()));
    }
  }

  @Test
  void listenersHearWhatWasGrantedByWhichRule() throws IOException {
    Path manifest = manifest("1.0.0", MORE);
    assertThrows(LoadRefused.class, () -> runtime.load(manifest, Grants.builder().clock().build()));
    assertEquals(ConnectorEvent.Refused.class, events.remove(0).getClass());
    runtime.load(manifest, Grants.builder().clock().http("a.com").build()).close();
    assertEquals(
        "http Optional[a.com] operator, clock Optional.empty operator",
        events.stream()
            .filter(ConnectorEvent.Granted.class::isInstance)
            .map(ConnectorEvent.Granted.class::cast)
            .map(e -> e.capability().key() + " " + e.value() + " " + e.rule().key())
            .collect(Collectors.joining(", ")));
    assertEquals(ConnectorEvent.Loaded.class, events.get(events.size() - 1).getClass());
  }

  @Test
  void declarationsThatDoNotFitAreWarnedOf() throws IOException {
    LoadReport report =
        inspect(
            manifest(
                "1.0.0",
                MORE
                    + """
                    [effects]
                    reads = ["remote"]
                    [determinism]
                    deterministic = true
                    [config.properties.a]
                    type = "string"
                    """));
    assertEquals(4, report.warnings().size(), report.warnings().toString());
    assertTrue(report.warnings().get(0).contains("http=a.com"), report.warnings().toString());
    assertTrue(report.warnings().get(1).contains("clock"), report.warnings().toString());
  }

  private LoadReport inspect(Path manifest) {
    Grants given = Grants.builder().file(GrantsFile.readIfExists(grants)).build();
    return runtime.inspect(manifest, LoadOptions.of(given));
  }

  private static List<String> granted(LoadReport report) {
    return report.capabilities().stream()
        .map(request -> request + " by " + request.rule().map(GrantRule::key).orElse("nothing"))
        .toList();
  }

  private void trust(SigningKey key) throws IOException {
    Files.writeString(
        grants, "[[publisher]]\nname = \"acme\"\nkey = \"%s\"\n".formatted(key.publisher()));
  }

  private void sign(SigningKey key, Path manifest) throws IOException {
    ConnectorSignature.sign(
            key,
            Digests.sha256(Files.readAllBytes(manifest)),
            Digests.sha256(Files.readAllBytes(folder.resolve("c.wasm"))))
        .write(manifest);
  }

  /** Adds a custom section, which changes nothing but the bytes. */
  private void changeComponent() throws IOException {
    byte[] section = {0, 2, 1, 'x'};
    byte[] changed = java.util.Arrays.copyOf(component, component.length + section.length);
    System.arraycopy(section, 0, changed, component.length, section.length);
    Files.write(folder.resolve("c.wasm"), changed);
  }

  private Path manifest(String version, String tables) throws IOException {
    return Files.writeString(
        folder.resolve("connector.toml"),
        "[connector]\nname = \"c\"\nversion = \"%s\"\nkind = \"source\"\nwasm = \"c.wasm\"\n%s"
            .formatted(version, tables));
  }
}
