package dev.witloof.benchmarks;

import dev.witloof.component.Component;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.LinkedComponent;
import dev.witloof.component.Linker;
import dev.witloof.component.WitWorld;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;

/** What a new instance of a compiled component costs, closing included. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g"})
@State(Scope.Benchmark)
public class InstantiateBenchmark {
  private static final CallLimits LIMITS =
      new CallLimits(100_000_000, Duration.ofSeconds(30), 1 << 20);
  private static final InstanceConfig CONFIG = new InstanceConfig(1L << 28, 16, LIMITS, List.of());

  /** A component of the conformance tests; {@code benchmarks/run} starts where they are found. */
  @Param({"rust-source", "c-c14-source"})
  public String guest = "";

  private @Nullable LinkedComponent component;

  @Setup
  public void link() throws IOException {
    Path file = Path.of("conformance-tests/src/test/resources/guests", guest + ".wasm");
    try (InputStream world =
        InstantiateBenchmark.class.getResourceAsStream("/witloof/connector.wasm")) {
      component =
          new Linker(
                  Engines.create(Engine.Mode.COMPILER),
                  WitWorld.read(Objects.requireNonNull(world).readAllBytes(), "host"))
              .link(Component.read(Files.readAllBytes(file)));
    }
  }

  @Benchmark
  public void instantiate() {
    Objects.requireNonNull(component).instantiate(CONFIG).close();
  }
}
