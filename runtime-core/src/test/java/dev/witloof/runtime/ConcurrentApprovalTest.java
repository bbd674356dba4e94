package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes, and threads of one, approve at the same time: no approval is lost. */
class ConcurrentApprovalTest {
  private static final int PROCESSES = 2;
  private static final int THREADS = 2;
  private static final int APPROVALS = 5;

  @TempDir private Path folder;

  @Test
  void noApprovalIsLost() throws Exception {
    Path grants = folder.resolve("witloof/grants.toml");
    List<Process> processes = new ArrayList<>();
    TreeSet<String> expected = new TreeSet<>();
    try {
      for (int number = 0; number < PROCESSES; number++) {
        processes.add(start(grants, "p" + number));
        for (int thread = 0; thread < THREADS; thread++) {
          for (int i = 0; i < APPROVALS; i++) {
            expected.add("p" + number + "-" + thread + "-" + i);
          }
        }
      }
      // Each says that it is there, and waits for the others.
      for (Process process : processes) {
        assertEquals('r', process.getInputStream().read());
      }
      for (Process process : processes) {
        process.getOutputStream().close();
      }
      for (Process process : processes) {
        process.getInputStream().readAllBytes();
        process.waitFor(120, TimeUnit.SECONDS);
      }
      for (int number = 0; number < PROCESSES; number++) {
        String errors = Files.readString(folder.resolve("p" + number + "/errors.txt"));
        assertEquals(0, processes.get(number).exitValue(), errors);
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    TreeSet<String> approved = new TreeSet<>();
    GrantsFile.read(grants).approvals().forEach(approval -> approved.add(approval.name()));
    assertEquals(expected, approved);
  }

  private Process start(Path grants, String name) throws IOException {
    Path home = Files.createDirectory(folder.resolve(name));
    // A later JDK warns of what the engine uses, before the process says anything.
    Path errors = home.resolve("errors.txt");
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Approver.class.getName(),
            grants.toString(),
            home.toString(),
            name)
        .redirectError(errors.toFile())
        .start();
  }

  /** Approves connectors of its own. */
  static final class Approver {
    private Approver() {}

    public static void main(String[] arguments) throws Exception {
      Path grants = Path.of(arguments[0]);
      Path home = Path.of(arguments[1]);
      try (ConnectorRuntime runtime = ConnectorRuntime.builder().hostImports(List.of()).build()) {
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
          List<LoadReport> reports = new ArrayList<>();
          for (int i = 0; i < APPROVALS; i++) {
            reports.add(report(runtime, home, arguments[2] + "-" + thread + "-" + i));
          }
          threads.add(new Thread(() -> reports.forEach(GrantsFile.readIfExists(grants)::approve)));
        }
        System.out.print('r');
        System.out.flush();
        if (System.in.read() >= 0) {
          throw new IllegalStateException("nothing is to be said");
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
          thread.join();
        }
      }
    }

    private static LoadReport report(ConnectorRuntime runtime, Path home, String name)
        throws IOException {
      Files.write(home.resolve("c.wasm"), new byte[] {0, 'a', 's', 'm', 13, 0, 1, 0});
      Path manifest =
          Files.writeString(
              home.resolve(name + ".toml"),
              """
              [connector]
              name = "%s"
              version = "1.0.0"
              kind = "source"
              wasm = "c.wasm"
              [capabilities]
              clock = true
              """
                  .formatted(name));
      return runtime.inspect(manifest, LoadOptions.of(Grants.none()));
    }
  }
}
