package dev.witloof.runtime.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.witloof.runtime.Capability;
import dev.witloof.runtime.GrantRule;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorEvent.Granted;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck.Decision;
import dev.witloof.runtime.event.ConnectorEvent.SecretUsed;
import dev.witloof.runtime.event.ConnectorIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSchemaTest {
  private static final ConnectorIdentity BARE =
      new ConnectorIdentity("quakes", Optional.empty(), "a".repeat(64));

  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(AuditTrail.schema());

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsWhatTheSchemaSays() throws IOException {
    Path file = folder.resolve("audit.jsonl");
    AuditTrail trail = AuditTrail.to(AuditFile.open(file));
    List<ConnectorEvent> events =
        List.of(
            new Granted(BARE, Capability.CLOCK, Optional.empty(), GrantRule.OPERATOR),
            new Granted(BARE, Capability.ENV, Optional.of("TOKEN"), GrantRule.TRUSTED_HASH),
            new EgressDecided(
                BARE,
                "GET",
                "https",
                "api.example",
                443,
                Optional.of("192.0.2.1"),
                Optional.empty()),
            new EgressDecided(
                BARE, "GET", "http", "evil", 80, Optional.empty(), Optional.of("not granted")),
            new SecretUsed(BARE, "config", "password"),
            new LimitStruck(BARE, "next", Optional.of("t"), "fuel", 10, 11, Decision.PERMANENT),
            new LimitStruck(
                BARE, "next", Optional.empty(), "cancelled", 0, 11, Decision.CANCELLED));
    events.forEach(trail::on);
    Files.writeString(file, "torn", StandardOpenOption.APPEND);
    trail.on(events.get(0));

    int many = EgressFlood.EACH + EgressFlood.KINDS + 2;
    for (int i = 0; i < many; i++) {
      trail.on(
          new EgressDecided(
              BARE, "GET", "http", "h" + i, 80, Optional.empty(), Optional.of("not granted")));
    }
    trail.flush();

    List<String> lines = Files.readAllLines(file);
    assertTrue(lines.get(lines.size() - 1).contains("\"repeated\":{\"times\":"), "the rest");
    assertTrue(lines.get(lines.size() - 1).contains("\"alike\":false"), "the rest");
    assertTrue(lines.size() > events.size() + 2 + EgressFlood.EACH);
    for (String line : lines) {
      assertEquals(Set.of(), schema.validate(line, InputFormat.JSON), line);
    }
    String other = lines.get(0).replace("\"rule\":\"operator\"", "\"value\":7");
    assertFalse(schema.validate(other, InputFormat.JSON).isEmpty(), other);
  }
}
