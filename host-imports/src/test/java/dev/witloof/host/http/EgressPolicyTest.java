package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.HttpRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {
  private final EgressPolicy policy =
      policy(
          "api.example.com:*",
          "http://*.example.org",
          "http://127.0.0.1:*",
          "GET,HEAD paths.example.com/v1/items");

  private static EgressPolicy policy(String... rules) {
    return new EgressPolicy(Stream.of(rules).map(HttpRule::parse).toList());
  }

  private static Target target(String method, String scheme, String host, int port, String path) {
    return new Target(method, scheme, host, port, path);
  }

  @ParameterizedTest
  @CsvSource({
    "https, api.example.com, 443",
    "https, api.example.com, 8443",
    "http, a.example.org, 80",
    "http, a.b.example.org, 80"
  })
  void grantedNamesPassAndMustBePublic(String scheme, String host, int port) throws HttpFailure {
    assertFalse(policy.admit(target("GET", scheme, host, port, "/x")));
  }

  @Test
  void anAddressThatIsGrantedAsSuchMayBeInternal() throws HttpFailure {
    assertTrue(policy.admit(target("GET", "http", "127.0.0.1", 8080, "/")));
    assertTrue(policy("http://localhost:*").admit(target("GET", "http", "localhost", 1, "/")));
  }

  @ParameterizedTest
  @CsvSource({
    "https, example.com, 443",
    "https, evil-api.example.com, 443",
    "https, api.example.com.evil.net, 443",
    "https, evilexample.org, 443",
    "http, example.org, 80",
    "http, a.example.org, 8080",
    "https, a.example.org, 443",
    "http, api.example.com, 443",
    "https, 127.0.0.1, 8080",
    "https, 10.0.0.1, 443"
  })
  void othersDoNot(String scheme, String host, int port) {
    Target other = target("GET", scheme, host, port, "/");
    HttpFailure failure = assertThrows(HttpFailure.class, () -> policy.admit(other));
    assertEquals("HTTP-request-denied", failure.code().label());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/items",
        "/v1/items/",
        "/v1/items/7?next=/../admin",
        "/v1/items/a%20b",
        "/v1/items?q=//"
      })
  void aPathIsAllThatIsBelowIt(String path) throws HttpFailure {
    assertFalse(policy.admit(target("GET", "https", "paths.example.com", 443, path)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v1/itemsecret",
        "/V1/items",
        "/v1/items/../admin",
        "/v1/items/..",
        "/v1/items/./x",
        "/v1/items/%2e%2e/admin",
        "/v1/items/%2E./admin",
        "/v1/items/.%2e/admin",
        "/v1/items/%252e%252e/admin",
        "/v1/items/..;/admin",
        "/v1/items/..%3b/admin",
        "/v1/items/..\\admin",
        "/v1/items/..%5cadmin",
        "/v1/items/..%2fadmin",
        "/v1/items/x%2f..%2f..%2fadmin",
        "/v1//items",
        "//v1/items",
        "/v1/items//admin",
        "/v1/items/%00",
        "/v1/items/%2",
        "/v1/items/%zz"
      })
  void noPathThatAServerMayReadAsAnother(String path) {
    Target other = target("GET", "https", "paths.example.com", 443, path);
    HttpFailure failure = assertThrows(HttpFailure.class, () -> policy.admit(other));
    assertEquals("HTTP-request-denied", failure.code().label());
  }

  @Test
  void aMethodThatIsNotNamedIsRefused() {
    for (String method : new String[] {"POST", "DELETE", "get", "GETX"}) {
      Target other = target(method, "https", "paths.example.com", 443, "/v1/items");
      assertThrows(HttpFailure.class, () -> policy.admit(other), method);
    }
  }

  @Test
  void theRefusalSaysWhatToDoAndNothingOfTheQuery() {
    Target other = target("GET", "https", "paths.example.com", 443, "/admin?token=secret");
    HttpFailure failure =
        assertThrows(HttpFailure.class, () -> policy("paths.example.com/v1").admit(other));
    assertEquals(
        "GET https://paths.example.com with this path is not granted (granted:"
            + " paths.example.com/v1); to allow it, name it under http in the manifest and grant"
            + " it",
        failure.getMessage());
    HttpFailure nothing = assertThrows(HttpFailure.class, () -> policy().admit(other));
    assertTrue(nothing.getMessage().contains("is not granted (none is);"), nothing.getMessage());
  }
}
