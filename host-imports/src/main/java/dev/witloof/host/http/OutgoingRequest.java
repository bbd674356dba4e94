package dev.witloof.host.http;

import dev.witloof.component.value.VariantValue;
import dev.witloof.host.HostMemory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request as the guest builds it. */
final class OutgoingRequest {
  private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");

  private static final Set<String> STANDARD =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

  /** RFC 3986 host or literal, and a port; no user information. */
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[0-9A-Za-z._-]{1,254}|\\[[0-9A-Fa-f:.]{2,45}\\])(?::[0-9]{0,5})?");

  private static final int MAX_PATH = 16 << 10;

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final HostMemory memory;
  private final Fields headers;
  private final Children children = new Children("outgoing-request", "headers");
  private VariantValue method = VariantValue.of("get");
  private Optional<VariantValue> scheme = Optional.empty();
  private Optional<String> authority = Optional.empty();
  private Optional<String> pathWithQuery = Optional.empty();
  private @Nullable OutgoingBody body;

  OutgoingRequest(HostMemory memory, Fields headers) {
    this.memory = memory;
    this.headers = headers.freeze();
    headers.leave();
  }

  Fields headers() {
    return headers;
  }

  /** The header fields, for a handle of the guest. */
  Fields headersForGuest() {
    return headers.childOf(children);
  }

  /** What the guest must drop before it drops the request or gives it away. */
  Children children() {
    return children;
  }

  VariantValue method() {
    return method;
  }

  boolean setMethod(VariantValue value) {
    if (value.payload().isPresent() && !isMethod((String) value.payload().get())) {
      return false;
    }
    method = value;
    return true;
  }

  /** A token, and no standard method in other letters, which the library would take for that. */
  private static boolean isMethod(String name) {
    return METHOD.matcher(name).matches()
        && (STANDARD.contains(name) || !STANDARD.contains(name.toUpperCase(Locale.ROOT)));
  }

  Optional<VariantValue> scheme() {
    return scheme;
  }

  boolean setScheme(Optional<VariantValue> value) {
    if (value.isPresent() && value.get().label().equals("other")) {
      return false;
    }
    scheme = value;
    return true;
  }

  Optional<String> authority() {
    return authority;
  }

  boolean setAuthority(Optional<String> value) {
    if (value.isPresent() && !AUTHORITY.matcher(value.get()).matches()) {
      return false;
    }
    authority = value;
    return true;
  }

  Optional<String> pathWithQuery() {
    return pathWithQuery;
  }

  boolean setPathWithQuery(Optional<String> value) {
    if (value.isPresent() && !isPath(value.get())) {
      return false;
    }
    memory.reserve(value.map(String::length).orElse(0));
    memory.release(pathWithQuery.map(String::length).orElse(0));
    pathWithQuery = value;
    return true;
  }

  private static boolean isPath(String path) {
    return path.length() <= MAX_PATH
        && (path.isEmpty() || path.startsWith("/") || path.startsWith("?"))
        && path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#');
  }

  /**
   * The body, once.
   *
   * @param wakeup to run when bytes of it have left
   * @param maxBytes what it may come to
   */
  Optional<OutgoingBody> takeBody(Runnable wakeup, long maxBytes) {
    if (body != null) {
      return Optional.empty();
    }
    body = new OutgoingBody(memory, wakeup, declaredLength(), maxBytes);
    return Optional.of(body);
  }

  private Optional<Long> declaredLength() {
    return headers.get("content-length").stream()
        .map(value -> new String(value, StandardCharsets.ISO_8859_1))
        .filter(text -> LENGTH.matcher(text).matches())
        .map(Long::valueOf)
        .findFirst();
  }

  /** The guest dropped it unsent: so is whatever it writes of the body, or has written. */
  void dropped() {
    body().ifPresent(OutgoingBody::discard);
    close();
  }

  /** Gives up the memory it takes, but for the body, which has a life of its own. */
  void close() {
    headers.close();
    setPathWithQuery(Optional.empty());
  }

  /** The body if the guest asked for one. */
  Optional<OutgoingBody> body() {
    return Optional.ofNullable(body);
  }

  String methodName() {
    return method
        .payload()
        .map(String.class::cast)
        .orElseGet(() -> method.label().toUpperCase(Locale.ROOT));
  }

  /** Where the request goes; a missing scheme means HTTPS. */
  Target target() throws HttpFailure {
    if (authority.isEmpty()) {
      throw new HttpFailure("HTTP-request-URI-invalid", "the request has no authority");
    }
    if (methodName().equalsIgnoreCase("CONNECT")) {
      throw new HttpFailure("HTTP-request-method-invalid", "the method CONNECT is not supported");
    }
    String prefix = scheme.map(s -> s.label().toLowerCase(Locale.ROOT)).orElse("https");
    String path = pathWithQuery.filter(p -> !p.isEmpty()).orElse("/");
    // What was set has a host and perhaps a port: a colon before that belongs to an address.
    int bracket = authority.get().lastIndexOf(']');
    int colon = authority.get().indexOf(':', bracket + 1);
    String host = colon < 0 ? authority.get() : authority.get().substring(0, colon);
    String port = colon < 0 ? "" : authority.get().substring(colon + 1);
    int number = port.isEmpty() ? Target.defaultPort(prefix) : Integer.parseInt(port);
    if (number < 1 || number > 65_535) {
      throw noHost();
    }
    return new Target(
        methodName(),
        prefix,
        HostName.normal(host).orElseThrow(this::noHost),
        number,
        path.startsWith("?") ? "/" + path : path);
  }

  private HttpFailure noHost() {
    return new HttpFailure(
        "HTTP-request-URI-invalid",
        "'"
            + authority.orElse("")
            + "' is no host, or an address in disguise; write an address as four decimal numbers,"
            + " or as IPv6 in brackets");
  }
}
