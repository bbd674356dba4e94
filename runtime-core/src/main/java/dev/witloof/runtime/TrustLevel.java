package dev.witloof.runtime;

import java.util.Locale;

/** How far an operator trusts a connector. */
public enum TrustLevel {
  /** By its hash or its publisher: what it asks for is granted. */
  TRUSTED,
  /** Each capability must be approved. */
  UNKNOWN,
  /** Nothing is asked: for connectors that one is writing oneself. */
  DEVELOPMENT;

  /** As reports write it, such as {@code unknown}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
