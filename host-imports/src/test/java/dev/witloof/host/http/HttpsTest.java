package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.error;
import static dev.witloof.host.http.GuestHttp.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.witloof.component.value.VariantValue;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link PlainRoutes} counts on: without a certificate for the name, no request. */
class HttpsTest {
  private static final String PASSWORD = "password";

  @TempDir Path folder;
  private final AtomicInteger requests = new AtomicInteger();
  private HttpsServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** A certificate that says localhost, signed by nobody that anyone trusts. */
  private SSLContext selfSigned() throws Exception {
    Path file = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertTrue(keytool.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, keytool.exitValue(), () -> folder.resolve("keytool.log").toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void aServerThatCannotProveItsNameGetsNoRequest() {
    try (GuestHttp guest = GuestHttp.granted("localhost:*")) {
      OutgoingRequest request =
          guest.request("localhost:" + server.getAddress().getPort(), "/secret");
      ok(
          guest.types(
              "[method]outgoing-request.set-scheme",
              request,
              Optional.of(VariantValue.of("HTTPS"))));
      VariantValue failed = error(guest.awaited(guest.handle(request)));
      assertEquals("TLS-certificate-error", failed.label());
      assertEquals(0, requests.get());
      assertEquals(0, guest.leftInFlight());
    }
  }
}
