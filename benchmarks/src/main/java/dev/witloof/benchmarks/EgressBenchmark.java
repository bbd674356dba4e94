package dev.witloof.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A thousand requests, one after another, to a server in the same process: by the host functions
 * that a guest calls for them, and by {@code java.net.http} directly.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 15)
@Measurement(iterations = 15)
@Fork(1)
@State(Scope.Benchmark)
public class EgressBenchmark {
  private static final int REQUESTS = 1_000;

  /** Bytes of each response's body. */
  @Param({"1000", "100000"})
  public int bytes;

  private @Nullable FixedServer server;
  private @Nullable HostRequests host;
  private @Nullable HttpClient client;

  @Setup
  public void start() throws IOException {
    server = new FixedServer(bytes);
    host = new HostRequests("127.0.0.1:" + server.port());
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @TearDown
  public void stop() throws IOException {
    Objects.requireNonNull(host).close();
    Objects.requireNonNull(server).close();
  }

  @Benchmark
  public long host() {
    long received = 0;
    for (int i = 0; i < REQUESTS; i++) {
      received += Objects.requireNonNull(host).get("/items?page=" + i);
    }
    return checked(received);
  }

  @Benchmark
  public long direct() throws InterruptedException {
    String origin = "http://127.0.0.1:" + Objects.requireNonNull(server).port();
    long received = 0;
    for (int i = 0; i < REQUESTS; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(origin + "/items?page=" + i))
              .header("Accept", "application/json")
              .build();
      try {
        received +=
            Objects.requireNonNull(client)
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body()
                .length;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return checked(received);
  }

  private long checked(long received) {
    if (received != (long) REQUESTS * bytes) {
      throw new IllegalStateException("received " + received + " bytes");
    }
    return received;
  }
}
