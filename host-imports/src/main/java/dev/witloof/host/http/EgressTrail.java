package dev.witloof.host.http;

import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorEvent.HttpEnded;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tells the listener of a connector what becomes of its requests; that takes out secrets and bounds
 * texts. Thread-safe.
 */
final class EgressTrail {
  private final HostEnvironment environment;

  EgressTrail(HostEnvironment environment) {
    this.environment = environment;
  }

  void letOut(Target target, Route route) {
    decided(
        target,
        route.addresses().stream().findFirst().map(InetAddress::getHostAddress),
        Optional.empty());
  }

  void refused(Target target, HttpFailure reason) {
    decided(target, Optional.empty(), Optional.of(String.valueOf(reason.getMessage())));
  }

  private void decided(Target target, Optional<String> address, Optional<String> refusal) {
    environment
        .events()
        .on(
            new EgressDecided(
                environment.connector(),
                target.method(),
                target.scheme(),
                target.host(),
                target.port(),
                address,
                refusal));
  }

  /** The response is there. */
  void answered(Target target, int status, Duration duration) {
    ended(target, OptionalInt.of(status), Optional.empty(), duration);
  }

  /** There will be none. */
  void failed(Target target, HttpFailure failure, Duration duration) {
    ended(target, OptionalInt.empty(), Optional.of(failure.code().label()), duration);
  }

  private void ended(
      Target target, OptionalInt status, Optional<String> failure, Duration duration) {
    environment
        .events()
        .on(
            new HttpEnded(
                environment.connector(),
                target.method(),
                target.host(),
                status,
                failure,
                duration));
  }
}
