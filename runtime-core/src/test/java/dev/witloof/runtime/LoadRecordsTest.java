package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a flight recording has of a connector that is really loaded, or refused. */
class LoadRecordsTest {
  private static final String GRANT = "dev.witloof.Grant";
  private static final String LOAD = "dev.witloof.Load";

  @TempDir private Path folder;
  private Path manifest;
  private byte[] component;

  @BeforeEach
  void writeConnector() throws IOException {
    try (InputStream in =
        LoadRecordsTest.class.getResourceAsStream("/components/c-zig-source.wasm")) {
      component = in.readAllBytes();
    }
    Files.write(folder.resolve("c-source.wasm"), component);
    manifest = folder.resolve("connector.toml");
    Files.writeString(
        manifest,
        """
        [connector]
        name = "numbers"
        version = "1.2.3"
        kind = "source"
        wasm = "c-source.wasm"
        [capabilities]
        http = ["api.example.com"]
        env = ["TOKEN"]
        clock = true
        """);
  }

  private interface Work {
    void run() throws IOException;
  }

  private List<RecordedEvent> recorded(Work work) throws IOException {
    Path file = folder.resolve("test.jfr");
    try (Recording recording = new Recording()) {
      Stream.of(GRANT, LOAD).forEach(recording::enable);
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
        .toList();
  }

  private static List<RecordedEvent> named(String name, List<RecordedEvent> events) {
    return events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
  }

  private static ConnectorRuntime runtime() {
    return ConnectorRuntime.builder().hostImports(List.of()).build();
  }

  private void load(Grants grants) {
    try (ConnectorRuntime runtime = runtime();
        LoadedConnector connector = runtime.load(manifest, grants)) {
      assertTrue(connector.report().orElseThrow().loadable());
    }
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void whatIsGrantedIsRecordedBeforeTheLoad() throws Exception {
    Grants grants = Grants.builder().http("api.example.com").env("TOKEN").clock().log().build();
    List<RecordedEvent> events = recorded(() -> load(grants));

    List<String> granted =
        named(GRANT, events).stream()
            .peek(grant -> assertEquals("numbers", grant.getString("connector")))
            .map(grant -> grant.getString("capability") + "=" + grant.getString("value"))
            .sorted()
            .toList();
    assertEquals(List.of("clock=", "env=TOKEN", "http=api.example.com"), granted);
    named(GRANT, events)
        .forEach(grant -> assertEquals(GrantRule.OPERATOR.key(), grant.getString("rule")));

    assertEquals(1, named(LOAD, events).size());
    RecordedEvent load = events.get(events.size() - 1);
    assertEquals(LOAD, load.getEventType().getName(), "after the grants");
    assertEquals("numbers", load.getString("connector"));
    assertEquals("1.2.3", load.getString("version"));
    assertEquals(sha256(component), load.getString("sha256"));
    assertTrue(load.getBoolean("loaded"));
    assertEquals(0, load.getInt("problems"));
  }

  @Test
  void aRefusalIsRecordedWithTheNumberOfItsProblemsAndGrantsNothing() throws Exception {
    Grants grants = Grants.builder().clock().build();
    List<RecordedEvent> events =
        recorded(() -> assertThrows(LoadRefused.class, () -> load(grants)));

    assertEquals(List.of(), named(GRANT, events));
    assertEquals(1, events.size());
    assertEquals(LOAD, events.get(0).getEventType().getName());
    assertFalse(events.get(0).getBoolean("loaded"));
    assertEquals(2, events.get(0).getInt("problems"), "http and env");
  }
}
