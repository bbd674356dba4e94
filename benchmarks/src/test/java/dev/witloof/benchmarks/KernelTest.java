package dev.witloof.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.engine.Engine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The kernels' checksums, as wasmtime computes them, and their fuel: the same number in the
 * interpreter and the compiler, on every JDK.
 */
class KernelTest {
  @ParameterizedTest
  @CsvSource({
    "arrow, 1, -940325676, 5060437",
    "bigmul, 2, -25930265, 211541",
    "btree, 1, -604827554, 6167324",
    "copy, 1, 163845, 9381495",
    "csv, 1, 1482618422, 23362738",
    "deque, 1, -189708271, 1263094",
    "dispatch, 200, 1434237122, 292712",
    "floats, 1, -1554069836, 2532",
    "hash, 1, -1016822947, 19070985",
    "hashmap, 1, 2060359727, 3760282",
    "indirect, 1, -953696387, 59144",
    "json, 1, 8588919, 10239482",
    "lz4, 1, -1411996678, 46618878",
    "matmul, 1, 541372235, 1685375",
    "recursion, 12, 5188, 1839764",
    "search, 1, 696466260, 18249063",
    "sha256, 1, 871217647, 10246202",
    "sieve, 1, 1329923867, 4152814",
    "sort, 1, 232837546, 22025699",
    "sortints, 1, 1902189935, 1072635",
    "strbuild, 1, 2073154862, 448700",
    "utf8, 1, 770619933, 15659186",
    "varint, 1, -1528368904, 405485",
  })
  void everyEngineComputesAndChargesTheSame(String name, int argument, int checksum, long fuel) {
    Kernel kernel = new Kernel(name, argument);
    for (Engine.Mode mode : Engine.Mode.values()) {
      assertEquals(fuel, new MeteredKernel(kernel, mode).usage().fuel(), () -> "fuel, " + mode);
    }
    assertEquals(checksum, new MeteredKernel(kernel, Engine.Mode.COMPILER).run());
    assertEquals(name, Kernel.named(name).name(), "it is not in kernels.txt");
  }
}
