package dev.witloof.conformance.internal.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A service on this machine that fails in one way, whatever it is asked. */
final class FaultServer implements AutoCloseable {
  private final HttpFault fault;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger requests = new AtomicInteger();

  private FaultServer(HttpFault fault, HttpServer server) {
    this.fault = fault;
    this.server = server;
  }

  static FaultServer start(HttpFault fault) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FaultServer faulty = new FaultServer(fault, server);
      server.createContext("/", faulty::answer);
      server.setExecutor(faulty.threads);
      server.start();
      return faulty;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How many requests came. */
  int requests() {
    return requests.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      if (fault == HttpFault.SILENT) {
        closing.await();
      } else if (fault != HttpFault.CLOSED) {
        byte[] body = fault.body().getBytes(StandardCharsets.UTF_8);
        fault.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(fault.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
