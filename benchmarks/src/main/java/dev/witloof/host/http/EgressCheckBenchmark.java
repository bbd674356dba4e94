package dev.witloof.host.http;

import dev.witloof.component.value.VariantValue;
import dev.witloof.connector.HttpRule;
import dev.witloof.host.HostMemory;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to know whether a request may leave: from the parts that the guest set to the
 * decision, with ten rules of which the last one applies. In this package, as nobody else sees the
 * check.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class EgressCheckBenchmark {
  private @Nullable EgressPolicy policy;
  private @Nullable OutgoingRequest request;

  @Setup
  public void make() {
    List<HttpRule> rules =
        Stream.concat(
                Stream.iterate(0, i -> i + 1)
                    .limit(9)
                    .map(i -> "GET,HEAD *.service" + i + ".example.com/v1/items"),
                Stream.of("GET,POST *.example.org/v2/things"))
            .map(HttpRule::parse)
            .toList();
    policy = new EgressPolicy(rules);
    HostMemory memory = new HostMemory();
    request = new OutgoingRequest(memory, new Fields(memory));
    boolean isSet =
        request.setMethod(VariantValue.of("post"))
            && request.setScheme(Optional.of(VariantValue.of("HTTPS")))
            && request.setAuthority(Optional.of("api.eu.example.org"))
            && request.setPathWithQuery(Optional.of("/v2/things/17?since=2026-01-01"));
    if (!isSet) {
      throw new IllegalStateException("the request was not taken");
    }
  }

  @Benchmark
  public boolean check() throws HttpFailure {
    return Objects.requireNonNull(policy).admit(Objects.requireNonNull(request).target());
  }
}
