package dev.witloof.host.http;

import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.http.HttpMode;
import org.jspecify.annotations.Nullable;

/**
 * What the instances of one loaded connector share of HTTP: places in flight and connections. Made
 * by the first request. Thread-safe.
 */
final class ConnectorHttp implements AutoCloseable {
  /** Makes a transport. */
  interface Opening {
    HttpTransport open() throws HttpFailure;
  }

  private final InFlight inFlight;
  private final Opening opening;
  private @Nullable HttpTransport transport;

  ConnectorHttp(int places, Opening opening) {
    this.inFlight = new InFlight(places);
    this.opening = opening;
  }

  static ConnectorHttp of(HostEnvironment environment) {
    return environment
        .usage()
        .shared(
            ConnectorHttp.class,
            () ->
                new ConnectorHttp(
                    environment.maxHttpInFlight(),
                    () -> open(environment.http(), environment.maxHttpInFlight())));
  }

  private static HttpTransport open(HttpMode mode, int places) throws HttpFailure {
    if (mode instanceof HttpMode.Recording recording) {
      return RecordingTransport.open(LiveTransport.ofTheJvm(places), recording.cassette());
    } else if (mode instanceof HttpMode.Replaying replaying) {
      return ReplayTransport.open(replaying.cassette());
    } else if (mode instanceof HttpMode.Faulty faulty) {
      return new FaultyTransport(open(faulty.answering(), places), faulty.faults());
    }
    return LiveTransport.ofTheJvm(places);
  }

  InFlight inFlight() {
    return inFlight;
  }

  /**
   * @throws HttpFailure when it cannot be made, as when a cassette cannot be read
   */
  synchronized HttpTransport transport() throws HttpFailure {
    if (transport == null) {
      transport = opening.open();
    }
    return transport;
  }

  @Override
  public synchronized void close() {
    if (transport != null) {
      transport.close();
    }
  }
}
