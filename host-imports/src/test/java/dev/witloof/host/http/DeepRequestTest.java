package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first requests of a JVM come from a guest with hardly any stack left: what they would have
 * initialised can be used nevertheless.
 */
class DeepRequestTest {
  private static final int STACK = 512 << 10;

  /** Sends requests from as deep as there is stack for, then from the top. */
  static final class Program {
    private final GuestHttp guest = GuestHttp.granted("https://127.0.0.1:*");
    private final String authority;
    private boolean answered;
    private int overflows;

    Program(String authority) {
      this.authority = authority;
    }

    public static void main(String[] arguments) throws InterruptedException {
      Program program = new Program(arguments[0]);
      Thread thread = new Thread(null, program::dive, "guest", STACK);
      thread.start();
      thread.join();
      System.out.println("overflows: " + (program.overflows > 10 ? "many" : program.overflows));
      System.out.println("in the end: " + program.request());
    }

    /** From the bottom of the stack upwards, frame by frame, until there is room enough. */
    private void dive() {
      try {
        dive();
      } catch (StackOverflowError bottom) {
        overflows++;
      }
      if (!answered) {
        request();
        answered = true;
      }
    }

    /** What comes of it. */
    private String request() {
      OutgoingRequest request = guest.request(authority, "/");
      GuestHttp.ok(
          guest.types(
              "[method]outgoing-request.set-scheme",
              request,
              Optional.of(VariantValue.of("HTTPS"))));
      Object answer = guest.awaited(guest.handle(request));
      return answer instanceof ResultValue.Err ? GuestHttp.error(answer).label() : "an answer";
    }
  }

  @Test
  void whatItInitialisesCanBeUsedAfterwards(@TempDir Path folder) throws Exception {
    LocalTls tls = LocalTls.of(folder, "ip:127.0.0.1");
    try (ScriptedServer server =
        ScriptedServer.secure(tls.server().getServerSocketFactory(), ScriptedServer.Peer::drain)) {
      assertEquals(
          "overflows: many\nin the end: TLS-certificate-error\n", output(server.authority()));
    }
  }

  private static String output(String authority) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                authority)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream in = process.getInputStream()) {
      String output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), output);
      return output;
    }
  }
}
