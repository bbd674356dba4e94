package dev.witloof.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRuleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          api.github.com                       | api.github.com
          API.GitHub.com                       | api.github.com
          https://api.github.com:443/          | api.github.com
          HTTPS://api.github.com:8443          | api.github.com:8443
          http://api.github.com:80             | http://api.github.com
          http://api.github.com:443            | http://api.github.com:443
          api.github.com:*                     | api.github.com:*
          *.github.com                         | *.github.com
          POST,GET api.github.com/repos/apache | GET,POST api.github.com/repos/apache
          localhost                            | localhost
          http://127.0.0.1:*                   | http://127.0.0.1:*
          [2001:DB8:0:0:1:0:0:1]               | [2001:db8::1:0:0:1]
          [::1]:8443/a                         | [::1]:8443/a
          [0:0:0:0:0:0:0:0]                    | [::]
          [1:0:0:2::]                          | [1:0:0:2::]
          [1:2:3:4:5:6:0:8]                    | [1:2:3:4:5:6:0:8]
          xn--bcher-kva.example                | xn--bcher-kva.example
          a_b.example/v1.0/~me/x:y@z           | a_b.example/v1.0/~me/x:y@z
          """)
  void hasOneTextForm(String text, String canonical) {
    HttpRule rule = HttpRule.parse(text);
    assertEquals(canonical, rule.toString());
    assertEquals(rule, HttpRule.parse(canonical));
  }

  @Test
  void saysWhoseSubdomainsItStandsFor() {
    assertEquals(Optional.of("co.uk"), HttpRule.parse("GET *.co.uk:*").subdomainsOf());
    assertEquals(Optional.empty(), HttpRule.parse("a.co.uk").subdomainsOf());
    assertEquals("/v8", HttpRule.parse("10.0.0.1/v8").path());
    assertEquals("/8", HttpRule.parse("a.com/8").path());
  }

  @Test
  void isMadeOfItsParts() {
    assertEquals(
        new HttpRule(Set.of("GET"), "http", "*.example.com", OptionalInt.of(8080), "/v1"),
        HttpRule.parse("GET http://*.example.com:8080/v1"));
    assertEquals(OptionalInt.empty(), HttpRule.parse("a.example:*").port());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                 | must have a host
          *                                  | must have a host
          *.                                 | must have a host
          *.com                              | at least two labels
          *.*.com                            | must have a host
          a.*.com                            | must have a host
          a..com                             | must have a host
          -a.com                             | must have a host
          a.com.                             | must have a host
          a com                              | methods in upper case
          ` a.com`                           | methods in upper case
          `GET  a.com`                       | must have a host
          `GET `                             | must have a host
          get a.com                          | methods in upper case
          GET,,POST a.com                    | methods in upper case
          GET,GET a.com                      | names the method GET twice
          CONNECT a.com                      | CONNECT
          ftp://a.com                        | not 'ftp'
          ://a.com                           | must have the scheme
          https:a.com                        | must have a port
          me:secret@a.com                    | user name or password
          a.com?q                            | query or fragment
          a.com/x?q                          | query or fragment; end it with the path '/x'
          a.com:0                            | port from 1 to 65535
          a.com:65536                        | port from 1 to 65535
          a.com:080                          | port from 1 to 65535
          a.com:                             | port from 1 to 65535
          bücher.example                     | such as xn--bcher-kva.example, not 'bücher.example'
          2130706433                         | four decimal numbers
          0x7f.1                             | four decimal numbers
          127.1                              | four decimal numbers
          127.0.0.01                         | four decimal numbers
          256.0.0.1                          | four decimal numbers
          *.0.0.1                            | four decimal numbers
          ::1                                | IPv6 address in brackets
          2001:db8::1:443                    | IPv6 address in brackets
          [::1                               | IPv6
          [::1%eth0]                         | IPv6
          [::ffff:10.0.0.1]                  | IPv4 address as such
          [1::2::3]                          | IPv6
          a.com/v1/                          | plain segments
          a.com//v1                          | plain segments
          a.com/../v1                        | plain segments
          a.com/v1/.                         | plain segments
          a.com/v1%2fx                       | plain segments
          a.com/v1;x                         | plain segments
          a.com/v1\\x                        | plain segments
          a.com/v 1                          | methods in upper case
          a.com/v1/*                         | must not have a * in the path
          10.0.0.0/8                         | must not have a network such as 10.0.0.0/8
          GET http://192.168.1.0/24          | write each address by itself
          [fd00::]/8                         | not '[fd00::]/8'
          """)
  void refusesWhatIsNoRule(String text, String why) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> HttpRule.parse(text));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          api.github.com          | api.github.com                | true
          *.github.com            | api.github.com                | true
          *.github.com            | a.b.github.com                | true
          *.github.com            | *.github.com                  | true
          *.github.com            | *.api.github.com              | true
          *.github.com            | github.com                    | false
          *.github.com            | evilgithub.com                | false
          *.github.com            | github.com.evil.com           | false
          api.github.com          | *.github.com                  | false
          api.github.com          | x.api.github.com              | false
          api.github.com          | http://api.github.com         | false
          api.github.com          | http://api.github.com:443     | false
          api.github.com          | api.github.com:8443           | false
          api.github.com:*        | api.github.com:8443           | true
          api.github.com:*        | api.github.com:*              | true
          api.github.com          | api.github.com:*              | false
          api.github.com          | GET api.github.com            | true
          GET api.github.com      | api.github.com                | false
          GET,POST api.github.com | POST api.github.com           | true
          GET api.github.com      | GET,POST api.github.com       | false
          api.github.com          | api.github.com/repos          | true
          api.github.com/repos    | api.github.com                | false
          api.github.com/repos    | api.github.com/repos/apache   | true
          api.github.com/repos    | api.github.com/repositories   | false
          """)
  void coversAllThatAnotherStandsForOrNot(String granted, String asked, boolean covered) {
    assertEquals(covered, HttpRule.parse(granted).covers(HttpRule.parse(asked)));
  }

  @Test
  void rulesTogetherCoverTheMethodsOfAnother() {
    List<HttpRule> rules =
        Stream.of("GET *.example.com", "POST api.example.com/v1").map(HttpRule::parse).toList();
    assertTrue(HttpRule.covers(rules, HttpRule.parse("GET,POST api.example.com/v1/x")));
    assertFalse(HttpRule.covers(rules, HttpRule.parse("GET,PUT api.example.com/v1/x")));
    assertFalse(HttpRule.covers(rules, HttpRule.parse("api.example.com/v1/x")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          api.example.com         | GET     | https | API.example.COM.   | 443  | /any?      | true
          api.example.com         | get     | https | api.example.com    | 443  | /          | true
          api.example.com         | CONNECT | https | api.example.com    | 443  | /          | false
          GET api.example.com     | get     | https | api.example.com    | 443  | /          | false
          GET api.example.com     | GET     | HTTPS | api.example.com    | 443  | /          | true
          api.example.com         | GET     | http  | api.example.com    | 443  | /          | false
          api.example.com         | GET     | https | api.example.com    | 8443 | /          | false
          api.example.com:*       | GET     | https | api.example.com    | 8443 | /          | true
          *.example.com           | GET     | https | a.b.example.com    | 443  | /          | true
          *.example.com           | GET     | https | .example.com       | 443  | /          | false
          *.example.com           | GET     | https | example.com        | 443  | /          | false
          http://127.0.0.1        | GET     | http  | 127.0.0.1          | 80   | /          | true
          http://127.0.0.1        | GET     | http  | 2130706433         | 80   | /          | false
          http://127.0.0.1        | GET     | http  | 127.1              | 80   | /          | false
          http://127.0.0.1        | GET     | http  | [::ffff:127.0.0.1] | 80   | /          | false
          http://[::1]            | GET     | http  | [0::0:1]           | 80   | /          | true
          api.example.com/v1      | GET     | https | api.example.com    | 443  | /v1        | true
          api.example.com/v1      | GET     | https | api.example.com    | 443  | /v1/       | true
          api.example.com/v1      | GET     | https | api.example.com    | 443  | /v1/a%20b  | true
          api.example.com/v1      | GET     | https | api.example.com    | 443  | /v1/%C3%A9%E2%82%AC%F0%9F%98%80%EF%BC%A1 | true
          api.example.com/v1      | GET     | https | api.example.com    | 443  | ''         | false
          api.example.com         | GET     | https | api.example.com    | 443  | ''         | true
          """)
  void matchesRequests(
      String rule,
      String method,
      String scheme,
      String host,
      int port,
      String path,
      boolean matches) {
    assertEquals(
        matches, HttpRule.parse(rule).matches(method, scheme, host, port, path), rule + path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v10",
        "/V1",
        "/%761",
        "/v1/../admin",
        "/v1/..",
        "/v1/./x",
        "/v1//x",
        "/v1/%2e%2E/admin",
        "/v1/.%2e/admin",
        "/v1/..%2fadmin",
        "/v1%2F..%2Fadmin",
        "/v1/%252e%252e/admin",
        "/v1/..;/admin",
        "/v1/x;y",
        "/v1/x%3by",
        "/v1/..\\admin",
        "/v1/..%5cadmin",
        "/v1/x%00",
        "/v1/x%0d%0a",
        "/v1/%c0%ae%C0%AE/admin",
        "/v1/..%C1%9Cadmin",
        "/v1/%e0%80%ae./admin",
        "/v1/%F0%80%80%AF",
        "/v1/%ef%bc%8e%EF%BC%8E/admin",
        "/v1/..%ef%bc%8fadmin",
        "/v1/..%ef%bc%bcadmin",
        "/v1/%EF%BC%852e",
        "/v1/..%ef%bc%9bx",
        "/v1/%zz",
        "/v1/%"
      })
  void aPathThatMayMeanAnotherIsNotBelowAPrefix(String path) {
    HttpRule rule = HttpRule.parse("api.example.com/v1");
    assertFalse(rule.matches("GET", "https", "api.example.com", 443, path));
  }

  @Test
  void addressesAndLocalhostNeedNoLookup() {
    for (String host : List.of("localhost", "192.0.2.1", "[::1]")) {
      assertTrue(HttpRule.parse(host).namesAddress(), host);
    }
    assertFalse(HttpRule.parse("a.localhost").namesAddress());
  }
}
