package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
  @ParameterizedTest
  @CsvSource({
    "API.Example.COM, api.example.com",
    "api.example.com., api.example.com",
    "localhost, localhost",
    "my_service.example.com, my_service.example.com",
    "xn--bcher-kva.example, xn--bcher-kva.example",
    "8.8.8.8, 8.8.8.8",
    "8.8.8.8., 8.8.8.8",
    "[2606:4700::1111], [2606:4700:0:0:0:0:0:1111]",
    "[2606:4700:0:0::1111], [2606:4700:0:0:0:0:0:1111]",
    "1password.com, 1password.com"
  })
  void aHostHasOneForm(String written, String normal) {
    assertEquals(Optional.of(normal), HostName.normal(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2130706433",
        "127.1",
        "127.0.1",
        "0177.0.0.1",
        "127.0.0.01",
        "0x7f000001",
        "0x7f.0.0.1",
        "0x7F.1",
        "127.0.0.0x1",
        "256.1.1.1",
        "1.2.3.4.5",
        "a.1",
        "a.0x",
        "[::ffff:127.0.0.1]",
        "[::ffff:8.8.8.8]",
        "[fe80::1%eth0]",
        "[fe80::1%25eth0]",
        "[127.0.0.1]",
        "[::1",
        "::1",
        "a..b",
        ".a",
        "a..",
        ".",
        "",
        "-a.example",
        "*.example.com",
        "user@host",
        "１２７.0.0.1",
        "ⓛocalhost",
        "bücher.example",
        "a。b",
        "a b",
        "a%2eb",
        "a\tb"
      })
  void whatMayMeanSomethingElseIsNone(String written) {
    assertEquals(Optional.empty(), HostName.normal(written), written);
  }
}
