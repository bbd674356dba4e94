package dev.witloof.connector;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes the text of an {@link HttpRule} apart. */
final class HttpRuleText {
  static final String HTTPS = "https";
  static final String CONNECT = "CONNECT";

  private static final String HTTP = "http";
  private static final String ANY_PORT = "*";
  private static final String SCHEME_END = "://";
  private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,29}");
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
  private static final int LONGEST = 2_000;
  private static final int MAX_PORT = 65_535;

  private HttpRuleText() {}

  static HttpRule parse(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("must have at most " + LONGEST + " characters");
    }
    int space = text.indexOf(' ');
    Set<String> methods = space < 0 ? Set.of() : methods(text.substring(0, space));
    String rest = text.substring(space + 1);
    int schemeEnd = rest.indexOf(SCHEME_END);
    String scheme = schemeEnd < 0 ? HTTPS : rest.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
    requireScheme(scheme);
    String place = schemeEnd < 0 ? rest : rest.substring(schemeEnd + SCHEME_END.length());
    int slash = place.indexOf('/');
    String authority = slash < 0 ? place : place.substring(0, slash);
    refuseForeign(authority);
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    return new HttpRule(
        methods,
        scheme,
        hasPort ? authority.substring(0, colon) : authority,
        hasPort ? port(authority.substring(colon + 1)) : OptionalInt.of(defaultPort(scheme)),
        slash < 0 ? HttpRule.ANY_PATH : place.substring(slash));
  }

  static int defaultPort(String scheme) {
    return scheme.equals(HTTPS) ? 443 : 80;
  }

  static void requireScheme(String scheme) {
    if (!scheme.equals(HTTPS) && !scheme.equals(HTTP)) {
      throw new IllegalArgumentException(
          "must have the scheme https, which goes without saying, or http, not '" + scheme + "'");
    }
  }

  static void requireMethod(String method) {
    if (!METHOD.matcher(method).matches()) {
      throw new IllegalArgumentException(
          "must begin with methods in upper case, such as \"GET,HEAD api.example.com\", not '"
              + method
              + "'");
    }
    if (method.equals(CONNECT)) {
      throw new IllegalArgumentException("cannot have the method CONNECT, which opens tunnels");
    }
  }

  static int requirePort(String text) {
    if (!PORT.matcher(text).matches() || Integer.parseInt(text) > MAX_PORT) {
      throw new IllegalArgumentException(
          "must have a port from 1 to 65535, or * for any, not '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  private static OptionalInt port(String text) {
    return text.equals(ANY_PORT) ? OptionalInt.empty() : OptionalInt.of(requirePort(text));
  }

  private static Set<String> methods(String text) {
    Set<String> methods = new LinkedHashSet<>();
    for (String method : List.of(text.split(",", -1))) {
      requireMethod(method);
      if (!methods.add(method)) {
        throw new IllegalArgumentException("names the method " + method + " twice");
      }
    }
    return methods;
  }

  private static void refuseForeign(String authority) {
    if (authority.indexOf('@') >= 0) {
      throw new IllegalArgumentException(
          "must not have a user name or password; a host such as api.example.com is enough");
    }
    if (authority.indexOf(':') != authority.lastIndexOf(':') && !authority.startsWith("[")) {
      throw new IllegalArgumentException(
          "must have an IPv6 address in brackets, such as [2001:db8::1], and one port at most, not '"
              + authority
              + "'");
    }
    if (authority.indexOf('?') >= 0 || authority.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "must not have a query or fragment; end it with the host or the path");
    }
  }
}
