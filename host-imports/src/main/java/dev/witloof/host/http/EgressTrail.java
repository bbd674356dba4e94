package dev.witloof.host.http;

import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorEvent.HttpEnded;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Tells the listener of a connector what becomes of its requests. Thread-safe. */
final class EgressTrail {
  private static final int MAX_TEXT = 500;

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
    decided(target, Optional.empty(), Optional.of(bounded(String.valueOf(reason.getMessage()))));
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

  private static String bounded(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", " ");
    return plain.length() <= MAX_TEXT ? plain : plain.substring(0, MAX_TEXT - 1) + "…";
  }
}
