package dev.witloof.runtime.internal.observe;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Names of attributes: those of the OpenTelemetry semantic conventions (1.37) where they have one,
 * else under {@code witloof}.
 */
final class Names {
  static final String SCOPE = "dev.witloof";

  static final AttributeKey<String> CONNECTOR = AttributeKey.stringKey("witloof.connector.name");
  static final AttributeKey<String> VERSION = AttributeKey.stringKey("witloof.connector.version");
  static final AttributeKey<String> HASH = AttributeKey.stringKey("witloof.connector.sha256");
  static final AttributeKey<String> FUNCTION = AttributeKey.stringKey("witloof.function");
  static final AttributeKey<String> TABLE = AttributeKey.stringKey("witloof.table");
  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("witloof.outcome");
  static final AttributeKey<Long> ROWS = AttributeKey.longKey("witloof.rows");
  static final AttributeKey<Long> BYTES = AttributeKey.longKey("witloof.bytes");
  static final AttributeKey<Long> FUEL = AttributeKey.longKey("witloof.fuel");
  static final AttributeKey<Long> PEAK_MEMORY = AttributeKey.longKey("witloof.memory.peak");

  static final AttributeKey<String> LIMIT = AttributeKey.stringKey("witloof.limit");
  static final AttributeKey<Long> LIMIT_BUDGET = AttributeKey.longKey("witloof.limit.budget");
  static final AttributeKey<Long> LIMIT_USED = AttributeKey.longKey("witloof.limit.used");
  static final AttributeKey<String> LIMIT_DECISION =
      AttributeKey.stringKey("witloof.limit.decision");
  static final AttributeKey<Long> LOG_DROPPED = AttributeKey.longKey("witloof.log.dropped");
  static final AttributeKey<String> REFUSAL = AttributeKey.stringKey("witloof.egress.refusal");
  static final AttributeKey<String> STATE = AttributeKey.stringKey("witloof.instance.state");

  static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
  static final AttributeKey<String> HOST = AttributeKey.stringKey("server.address");
  static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
  static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");

  private Names() {}
}
