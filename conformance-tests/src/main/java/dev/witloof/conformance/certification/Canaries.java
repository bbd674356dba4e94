package dev.witloof.conformance.certification;

import dev.witloof.runtime.trust.Digests;
import java.nio.charset.StandardCharsets;

/** Values that stand in for secrets that are not given, and that nobody else has. */
public final class Canaries {
  private static final int DIGITS = 24;

  private Canaries() {}

  /** The value for a name: each time the same, so that runs can be repeated. */
  public static String of(String name) {
    byte[] seed = ("witloof canary " + name).getBytes(StandardCharsets.UTF_8);
    return "canary-" + Digests.sha256(seed).substring(0, DIGITS);
  }
}
