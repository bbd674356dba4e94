package dev.witloof.connector;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A set of HTTP requests that a manifest asks for, an operator grants and the host lets out. Its
 * one text form is {@code [METHOD[,METHOD] ][scheme://]host[:port][/path-prefix]}:
 *
 * <pre>
 * api.github.com                          any method, https, port 443, any path
 * *.githubusercontent.com                 any subdomain, at any depth; not githubusercontent.com
 * GET,HEAD api.github.com/repos/apache    two methods, and this path or what is below it
 * https://api.example.com:*               any port
 * http://localhost:8080                   unencrypted, and this machine
 * [2001:db8::1]:8443                      an address: it must be written as a URL has it
 * </pre>
 *
 * <p>Without a scheme it means https; without a port the one of the scheme, 443 or 80. Immutable;
 * equal rules stand for the same requests and have the same text.
 *
 * @param methods in upper case; empty means any but {@code CONNECT}, which is never meant
 * @param scheme {@code https} or {@code http}
 * @param host a name in lower case, {@code *.} and a name of at least two labels, {@code
 *     localhost}, an IPv4 address of four decimal numbers, or an IPv6 address in brackets (RFC
 *     5952)
 * @param port 1 to 65,535; empty means any
 * @param path {@code /} for any path, else whole segments such as {@code /repos/apache}, which
 *     stand for that path and what is below it; not a number alone after an address, which looks
 *     like a network
 */
public record HttpRule(
    Set<String> methods, String scheme, String host, OptionalInt port, String path) {

  /** Any path. */
  public static final String ANY_PATH = "/";

  /**
   * @throws IllegalArgumentException saying what is wrong and what would be right
   */
  public HttpRule {
    methods = Collections.unmodifiableSet(new TreeSet<>(methods));
    methods.forEach(HttpRuleText::requireMethod);
    HttpRuleText.requireScheme(scheme);
    host = HttpHost.require(host);
    port.ifPresent(number -> HttpRuleText.requirePort(Integer.toString(number)));
    HttpPath.requirePrefix(path);
    if (HttpHost.isAddress(host) && HttpPath.isPrefixLength(path)) {
      throw new IllegalArgumentException(
          "must not have a network such as 10.0.0.0/8: write each address by itself, such as"
              + " http://10.0.0.1, or a name, not '"
              + host
              + path
              + "'");
    }
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException saying what is wrong and what would be right
   */
  public static HttpRule parse(String text) {
    return HttpRuleText.parse(text);
  }

  /** Whether every request that {@code asked} stands for is one that this stands for. */
  public boolean covers(HttpRule asked) {
    return (methods.isEmpty() || (!asked.methods.isEmpty() && methods.containsAll(asked.methods)))
        && scheme.equals(asked.scheme)
        && (port.isEmpty() || port.equals(asked.port))
        && HttpHost.covers(host, asked.host)
        && HttpPath.covers(path, asked.path);
  }

  /**
   * Whether every request that {@code asked} stands for is one that some of the rules stand for:
   * methods may come from different rules, all else from one.
   */
  public static boolean covers(List<HttpRule> rules, HttpRule asked) {
    return asked.byMethod().allMatch(one -> rules.stream().anyMatch(rule -> rule.covers(one)));
  }

  /**
   * Whether a request is one that this stands for.
   *
   * @param method as it is sent; methods have a case
   * @param requestScheme in any case
   * @param requestHost in any case, an IPv6 address in brackets; a final dot does not count
   * @param requestPort the effective one
   * @param rawPath as it is sent, without the query; empty means {@code /}. Below a prefix it must
   *     have one meaning only: no empty or dot segments, {@code ;}, backslash, or encoded forms of
   *     these, of slashes or of {@code %}
   */
  public boolean matches(
      String method, String requestScheme, String requestHost, int requestPort, String rawPath) {
    return (port.isEmpty() || port.getAsInt() == requestPort)
        && scheme.equalsIgnoreCase(requestScheme)
        && HttpHost.covers(host, HttpHost.normal(requestHost))
        && !method.equals(HttpRuleText.CONNECT)
        && (methods.isEmpty() || methods.contains(method))
        && HttpPath.matches(path, rawPath);
  }

  /** Whether the host is an address or {@code localhost}, so that there is no name to look up. */
  public boolean namesAddress() {
    return host.equals(HttpHost.LOCALHOST) || HttpHost.isAddress(host);
  }

  /** The name whose subdomains it stands for, at any depth; empty when it stands for one host. */
  public Optional<String> subdomainsOf() {
    return HttpHost.wildcardOf(host);
  }

  /** The text form, without what goes without saying. */
  @Override
  public String toString() {
    String verbs = methods.isEmpty() ? "" : String.join(",", methods) + " ";
    String prefix = scheme.equals(HttpRuleText.HTTPS) ? "" : scheme + "://";
    String suffix =
        port.isEmpty()
            ? ":*"
            : port.getAsInt() == HttpRuleText.defaultPort(scheme) ? "" : ":" + port.getAsInt();
    return verbs + prefix + host + suffix + (path.equals(ANY_PATH) ? "" : path);
  }

  private Stream<HttpRule> byMethod() {
    return methods.isEmpty()
        ? Stream.of(this)
        : methods.stream().map(m -> new HttpRule(Set.of(m), scheme, host, port, path));
  }
}
