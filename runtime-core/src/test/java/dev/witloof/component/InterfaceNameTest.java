package dev.witloof.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterfaceNameTest {
  @ParameterizedTest
  @CsvSource({
    "wasi:io/streams@0.2.0, wasi:io/streams@0.2",
    "wasi:io/streams@0.2.12, wasi:io/streams@0.2",
    "wasi:io/streams@0.3.0, wasi:io/streams@0.3",
    "wasi:io/streams@1.4.2, wasi:io/streams@1",
    "wasi:io/streams@0.0.7, wasi:io/streams@0.0.7",
    "wasi:logging/logging@0.1.0-draft, wasi:logging/logging@0.1.0-draft",
    "wasi:io/streams@0.2.1+build.5, wasi:io/streams@0.2",
    "wasi:io/streams, wasi:io/streams",
  })
  void compatibleVersionsShareATrack(String name, String track) {
    InterfaceName parsed = InterfaceName.parse(name).orElseThrow();
    assertEquals(track, parsed.track());
    assertEquals(name, parsed.toString());
  }

  @Test
  void aPlainNameIsNoInterface() {
    assertTrue(InterfaceName.parse("run").isEmpty());
    assertTrue(InterfaceName.parse("[method]a.b").isEmpty());
  }
}
