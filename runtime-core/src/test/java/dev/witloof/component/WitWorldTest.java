package dev.witloof.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.TypePrinter;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class WitWorldTest {
  private static final String SOURCE = "witloof:connector/source@0.1.0";

  private static WitWorld world(String name) throws IOException {
    try (InputStream in = WitWorldTest.class.getResourceAsStream("/witloof/connector.wasm")) {
      return WitWorld.read(in.readAllBytes(), name);
    }
  }

  private static ExternType.Instance onTrack(Map<String, ExternType> items, String track) {
    return items.entrySet().stream()
        .filter(e -> InterfaceName.parse(e.getKey()).orElseThrow().track().equals(track))
        .map(e -> assertInstanceOf(ExternType.Instance.class, e.getValue()))
        .findFirst()
        .orElseThrow();
  }

  private static ResourceType resource(ExternType.Instance instance, String name) {
    return assertInstanceOf(ExternType.Resource.class, instance.exports().get(name)).type();
  }

  @Test
  void hasTheExportsOfTheWorld() throws IOException {
    ExternType.Instance source =
        assertInstanceOf(
            ExternType.Instance.class, world("source-connector").exports().get(SOURCE));
    assertEquals(
        "func(table: string, cursor: option<list<u8>>) -> result<own<read-handle>, variant {"
            + " transient(string), permanent(string), auth-expired(string), rate-limited(u32),"
            + " schema-incompatible(string) }>",
        TypePrinter.print(source.exports().get("open")));
  }

  @Test
  void interfacesShareTheirResources() throws IOException {
    Map<String, ExternType> imports = world("host").imports();
    ExternType.Instance streams = onTrack(imports, "wasi:io/streams@0.2");
    ExternType.Instance poll = onTrack(imports, "wasi:io/poll@0.2");
    ExternType.Instance http = onTrack(imports, "wasi:http/types@0.2");

    assertSame(resource(streams, "input-stream"), resource(http, "input-stream"));
    assertSame(resource(poll, "pollable"), resource(streams, "pollable"));
    assertNotSame(resource(streams, "input-stream"), resource(streams, "output-stream"));
  }

  @Test
  void anUnknownWorldIsNamedWithTheKnownOnes() throws IOException {
    NoSuchElementException thrown =
        assertThrows(NoSuchElementException.class, () -> world("nonesuch"));
    assertTrue(thrown.getMessage().contains("'nonesuch'"), thrown::getMessage);
    assertTrue(thrown.getMessage().contains("source-connector"), thrown::getMessage);
  }

  @Test
  void anInterfaceIsNoWorld() {
    assertThrows(NoSuchElementException.class, () -> world("types"));
  }

  @Test
  void aCoreModuleIsNoPackage() {
    assertThrows(
        InvalidComponent.class,
        () -> WitWorld.read(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0}, "host"));
  }
}
