package dev.witloof.host.http;

import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.http.HttpMode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
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

  /**
   * Where transports are made and requests set on their way, which takes classes, locks and
   * listeners: no guest may choose how much stack there is for those. Each request has a place in
   * flight, which bounds the threads.
   */
  static final Executor HOST_THREADS =
      Executors.newCachedThreadPool(DaemonThreads.named("witloof-request"));

  /** The same, while the caller waits, so that what is to be found is there when it goes on. */
  static final Executor HOST_THREADS_AT_ONCE =
      task -> CompletableFuture.runAsync(task, HOST_THREADS).join();

  private final InFlight inFlight;
  private final Executor starter;
  private final Opening opening;
  private @Nullable HttpTransport transport;

  /**
   * @param starter sets requests on their way, which may take long
   */
  ConnectorHttp(int places, Executor starter, Opening opening) {
    this.inFlight = new InFlight(places);
    this.starter = starter;
    this.opening = opening;
  }

  static ConnectorHttp of(HostEnvironment environment) {
    return environment
        .usage()
        .shared(
            ConnectorHttp.class,
            () ->
                new ConnectorHttp(
                    environment.httpLimits().inFlight(),
                    starterFor(environment.http()),
                    () -> open(environment.http(), environment.httpLimits().inFlight())));
  }

  /** What is replayed is there at once, so that a guest that looks for it finds it every time. */
  private static Executor starterFor(HttpMode mode) {
    if (mode instanceof HttpMode.Faulty faulty) {
      return starterFor(faulty.answering());
    }
    return mode instanceof HttpMode.Replaying ? HOST_THREADS_AT_ONCE : HOST_THREADS;
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

  Executor starter() {
    return starter;
  }

  /**
   * Waits for it to be made, which initialises TLS, on a thread of the host.
   *
   * @throws HttpFailure when it cannot be made, as when a cassette cannot be read
   */
  synchronized HttpTransport transport() throws HttpFailure {
    if (transport == null) {
      transport = opened();
    }
    return transport;
  }

  private HttpTransport opened() throws HttpFailure {
    try {
      return CompletableFuture.supplyAsync(this::open, HOST_THREADS).join();
    } catch (CompletionException failed) {
      throw HttpFailure.of(failed);
    }
  }

  private HttpTransport open() {
    try {
      return opening.open();
    } catch (HttpFailure failure) {
      throw new CompletionException(failure);
    }
  }

  @Override
  public synchronized void close() {
    if (transport != null) {
      transport.close();
    }
  }
}
