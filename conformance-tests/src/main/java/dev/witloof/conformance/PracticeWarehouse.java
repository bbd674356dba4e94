package dev.witloof.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.witloof.conformance.internal.warehouse.SchemaJson;
import dev.witloof.conformance.internal.warehouse.Storage;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A warehouse in memory, on a port of the loopback interface, for destinations that have no service
 * to be tested with yet: what is staged in a transaction is shown when that is committed.
 *
 * <pre>
 * PUT    /v1/tables/TABLE                  {"fields": [FIELD, …], "primary-key": [NAME, …]}
 * POST   /v1/transactions                  answers {"transaction": "N"}
 * POST   /v1/transactions/N/tables/TABLE   an Arrow IPC stream
 * POST   /v1/transactions/N/commit
 * DELETE /v1/transactions/N
 * </pre>
 *
 * <p>{@code N} is what the warehouse gave, or anything that a destination makes up. A {@code FIELD}
 * is {@code {"name", "type", "nullable"}}; a type is that of the contract by its name, {@code
 * {"list": TYPE}} or {@code {"struct": [FIELD, …]}}. What is done answers 200, columns that do not
 * fit 409, what cannot be understood 400, other paths 404; when {@link #MOST_BYTES} have been sent
 * to it, it takes no more, and answers 413. Thread-safe.
 */
public final class PracticeWarehouse implements ReadBack, AutoCloseable {
  /** Bytes of all bodies together: a connector that never ends must not take all of the heap. */
  public static final int MOST_BYTES = 256 << 20;

  private final Storage storage = new Storage();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong begun = new AtomicLong();
  private final HttpServer server;
  private final int mostBytes;

  private PracticeWarehouse(HttpServer server, int mostBytes) {
    this.server = server;
    this.mostBytes = mostBytes;
  }

  /**
   * Starts one, empty.
   *
   * @throws UncheckedIOException when there is no port for it
   */
  public static PracticeWarehouse start() {
    return start(MOST_BYTES);
  }

  static PracticeWarehouse start(int mostBytes) {
    // Otherwise each answer waits 40 ms for an acknowledgement; read once, by the first server.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      PracticeWarehouse warehouse = new PracticeWarehouse(server, mostBytes);
      server.createContext("/", warehouse::answer);
      server.start();
      return warehouse;
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free for the practice warehouse", e);
    }
  }

  /** Its address, such as {@code http://127.0.0.1:40123}. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The rows that were committed. */
  @Override
  public List<List<@Nullable Object>> rows(TableSchema table) {
    return storage.rows(table);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      List<String> path = List.of(exchange.getRequestURI().getPath().substring(1).split("/"));
      int left = (int) (mostBytes - received.get());
      byte[] body = exchange.getRequestBody().readNBytes(left + 1);
      int status = 200;
      String said;
      try {
        if (body.length > left) {
          status = 413;
          said = "the practice warehouse takes " + mostBytes + " bytes in all";
        } else {
          received.addAndGet(body.length);
          said = handle(exchange.getRequestMethod(), path, body);
        }
      } catch (NoSuchElementException nothing) {
        status = 404;
        said = String.valueOf(nothing.getMessage());
      } catch (ConnectorException refused) {
        status = 409;
        said = String.valueOf(refused.getMessage());
      } catch (IllegalArgumentException wrong) {
        status = 400;
        said = String.valueOf(wrong.getMessage());
      }
      byte[] text = said.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, text.length == 0 ? -1 : text.length);
      exchange.getResponseBody().write(text);
    }
  }

  /** What is answered; nothing has to be said of most. */
  private String handle(String method, List<String> path, byte[] body) {
    String what = method + " " + (path.size() < 2 ? "" : path.get(1)) + " " + path.size();
    switch (what) {
      case "PUT tables 3" -> storage.prepare(SchemaJson.read(path.get(2), body));
      case "POST transactions 2" -> {
        return "{\"transaction\": \"%d\"}".formatted(begun.incrementAndGet());
      }
      case "POST transactions 5" -> storage.stage(path.get(2), path.get(4), body);
      case "POST transactions 4" -> storage.commit(path.get(2));
      case "DELETE transactions 3" -> storage.abort(path.get(2));
      default -> throw new NoSuchElementException("there is nothing at " + String.join("/", path));
    }
    return "";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
