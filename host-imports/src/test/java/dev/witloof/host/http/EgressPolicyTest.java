package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.HttpRule;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {
  private final EgressPolicy policy =
      policy("api.example.com:*", "http://*.example.org", "http://127.0.0.1:*");

  private static EgressPolicy policy(String... rules) {
    return new EgressPolicy(Stream.of(rules).map(HttpRule::parse).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com/x",
        "https://API.EXAMPLE.COM:8443/",
        "https://api.example.com./",
        "http://a.example.org/",
        "http://a.b.example.org/"
      })
  void grantedNamesPass(String uri) {
    assertDoesNotThrow(() -> policy.checkRequest("GET", URI.create(uri)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/",
        "https://evil-api.example.com/",
        "https://api.example.com.evil.net/",
        "https://example.org/",
        "https://evilexample.org/",
        "https://10.0.0.1/",
        "http://2130706433/"
      })
  void othersDoNot(String uri) {
    HttpFailure failure =
        assertThrows(HttpFailure.class, () -> policy.checkRequest("GET", URI.create(uri)));
    assertEquals("HTTP-request-denied", failure.code().label());
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1",
    "127.8.9.10",
    "0.0.0.0",
    "0.1.2.3",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.127.255.255",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::10.0.0.1",
    "64:ff9b::a00:1",
    "2002:7f00:1::",
    "2001:db8::1",
    "2001::1"
  })
  void internalAddressesAreKnown(String address) throws UnknownHostException {
    assertTrue(EgressPolicy.isInternal(InetAddress.getByName(address)), address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "172.15.0.1",
        "172.32.0.1",
        "100.63.0.1",
        "100.128.0.1",
        "198.20.0.1",
        "2606:4700::1111",
        "64:ff9b::808:808",
        "2002:808:808::"
      })
  void publicAddressesToo(String address) throws UnknownHostException {
    assertFalse(EgressPolicy.isInternal(InetAddress.getByName(address)), address);
  }

  @Test
  void aNameThatLeadsInsideIsRefusedUnlessGrantedAsSuch() {
    EgressPolicy byName = policy("localhost.example", "http://inside.localhost");
    HttpFailure failure =
        assertThrows(
            HttpFailure.class, () -> byName.checkAddresses(URI.create("http://inside.localhost/")));
    assertTrue(List.of("destination-IP-prohibited", "DNS-error").contains(failure.code().label()));
    assertDoesNotThrow(() -> policy.checkAddresses(URI.create("http://127.0.0.1:8080/")));
    EgressPolicy loopback = policy("http://localhost:*");
    assertDoesNotThrow(() -> loopback.checkAddresses(URI.create("http://localhost:8080/")));
  }

  @Test
  void addressesThatAreNotGrantedAsSuchAreChecked() {
    HttpFailure failure =
        assertThrows(
            HttpFailure.class, () -> policy.checkAddresses(URI.create("http://127.0.0.2/")));
    assertEquals("destination-IP-prohibited", failure.code().label());
  }
}
