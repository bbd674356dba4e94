package dev.witloof.conformance.certification;

import dev.witloof.conformance.CallUse;
import dev.witloof.conformance.CheckResult;
import dev.witloof.conformance.HttpRequestKind;
import dev.witloof.conformance.ReadEvidence;
import dev.witloof.runtime.LoadReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the kit found of one connector in one run. Immutable. {@link CertificateJson} and {@link
 * CertificateHtml} write it. All but {@code run} is the same when the same connector is certified
 * again under the same conditions.
 *
 * @param checks of the source, then of the destination, each in the order of the kit
 * @param capabilities what the manifest asks for, in its order, and what was granted beyond it
 * @param evidence two reads of each table of a source; empty unless it declares DETERMINISTIC
 */
public record Certificate(
    Implementation implementation,
    Conditions conditions,
    List<CertifiedCheck> checks,
    List<CapabilityUse> capabilities,
    List<ReadEvidence> evidence,
    Run run) {

  public Certificate {
    checks = List.copyOf(checks);
    capabilities = List.copyOf(capabilities);
    evidence = List.copyOf(evidence);
  }

  /** Whether no check failed. */
  public boolean passed() {
    return count(CheckResult.State.FAILED) == 0;
  }

  /** How many checks ended so. */
  public long count(CheckResult.State state) {
    return checks.stream().filter(check -> check.state() == state).count();
  }

  /** What a connector is tested as. */
  public enum Role {
    SOURCE,
    DESTINATION;

    /** As certificates write it. */
    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How a check ended.
   *
   * @param reason why it was skipped or does not apply; empty otherwise
   * @param finding what is wrong; empty unless it failed
   * @param remedy what to do about it; empty unless it failed, and when the connector threw
   *     something that no check foresaw
   */
  public record CertifiedCheck(
      Role role,
      String id,
      String title,
      CheckResult.State state,
      Optional<String> reason,
      Optional<String> finding,
      Optional<String> remedy) {}

  /**
   * A capability, and what became of it.
   *
   * @param used whether the connector used it while it was tested
   */
  public record CapabilityUse(LoadReport.Request request, boolean used) {}

  /**
   * What is different each time.
   *
   * @param id random
   * @param java the runtime that it ran on
   * @param tool the version of the kit
   * @param checks how long each took, by role and id, such as {@code source cursor.resume}
   * @param calls what calls used
   * @param requests how many there were of each kind
   */
  public record Run(
      UUID id,
      Instant started,
      Duration elapsed,
      String java,
      String tool,
      Map<String, Duration> checks,
      List<CallUse> calls,
      Map<HttpRequestKind, Long> requests) {

    public Run {
      checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
      calls = List.copyOf(calls);
      requests = Collections.unmodifiableMap(new LinkedHashMap<>(requests));
    }
  }
}
