package dev.witloof.benchmarks.rival;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Stock Chicory as a {@link Rival}: no fuel, no deadline, no cap beyond the module's own. */
final class ChicoryKernel {
  private ChicoryKernel() {}

  /** Arguments: the module's file, what its {@code run} gets. */
  public static void main(String[] args) throws IOException {
    WasmModule module = Parser.parse(Path.of(args[0]));
    long argument = Long.parseLong(args[1]);
    ExportFunction run =
        Instance.builder(module)
            .withMachineFactory(MachineFactoryCompiler.compile(module))
            .withMemoryFactory(ByteArrayMemory::new)
            .build()
            .export("run");
    WarmUp.run(() -> run.apply(argument), Duration.ofSeconds(30));
    BufferedReader turns =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    String line;
    while ((line = turns.readLine()) != null) {
      System.out.println(turn(run, argument, Long.parseLong(line) * 1_000_000));
    }
  }

  private static String turn(ExportFunction run, long argument, long nanos) {
    long calls = 0;
    long elapsed = 0;
    long lowest = Long.MAX_VALUE;
    long result;
    do {
      long start = System.nanoTime();
      result = run.apply(argument)[0];
      long call = System.nanoTime() - start;
      lowest = Math.min(lowest, call);
      elapsed += call;
      calls++;
    } while (elapsed < nanos);
    return calls + " " + elapsed + " " + lowest + " " + (int) result;
  }
}
