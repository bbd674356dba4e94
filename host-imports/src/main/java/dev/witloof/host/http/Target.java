package dev.witloof.host.http;

/**
 * Where a request would go, in the one form that is checked, told and sent.
 *
 * @param method as it is sent
 * @param scheme {@code http} or {@code https}
 * @param host normal, as {@link HostName} makes it
 * @param port the effective one
 * @param pathWithQuery begins with a slash
 */
record Target(String method, String scheme, String host, int port, String pathWithQuery) {
  boolean isSecure() {
    return scheme.equals("https");
  }

  boolean hasDefaultPort() {
    return port == defaultPort(scheme);
  }

  static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /** The path as it is sent, without the query. */
  String path() {
    int query = pathWithQuery.indexOf('?');
    return query < 0 ? pathWithQuery : pathWithQuery.substring(0, query);
  }

  /** Host, and port when it is not that of the scheme. */
  String authority() {
    return hasDefaultPort() ? host : host + ":" + port;
  }

  /** What may be shown: no path and no query, which may hold secrets. */
  String origin() {
    return scheme + "://" + authority();
  }

  String url() {
    return origin() + pathWithQuery;
  }
}
