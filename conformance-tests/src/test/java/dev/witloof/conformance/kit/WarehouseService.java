package dev.witloof.conformance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The service of {@code guests/rust-warehouse/README.md}, on a port of the loopback interface. */
final class WarehouseService implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final MemoryLake lake = new MemoryLake();
  private final Map<String, SampleDestination> transactions = new HashMap<>();
  private final HttpServer server;

  WarehouseService() {
    // Otherwise each answer waits 40 ms for an acknowledgement; read once, by the first server.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The rows that were committed. */
  synchronized List<List<@Nullable Object>> rows(TableSchema table) {
    return lake.rows(table);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      List<String> path = List.of(exchange.getRequestURI().getPath().substring(1).split("/"));
      int status;
      byte[] said = new byte[0];
      try {
        status = handle(exchange.getRequestMethod(), path, body);
      } catch (ConnectorException refused) {
        status = 409;
        said = String.valueOf(refused.getMessage()).getBytes(StandardCharsets.UTF_8);
      }
      exchange.sendResponseHeaders(status, said.length == 0 ? -1 : said.length);
      exchange.getResponseBody().write(said);
    }
  }

  private synchronized int handle(String method, List<String> path, byte[] body)
      throws IOException {
    String what = method + " " + path.get(1) + " " + path.size();
    switch (what) {
      case "PUT tables 3" -> new SampleDestination(lake).prepare(schema(path.get(2), body));
      case "POST transactions 5" -> stage(path.get(2), path.get(4), body);
      case "POST transactions 4" -> taken(path.get(2)).commit();
      case "DELETE transactions 3" -> taken(path.get(2)).abort();
      default -> {
        return 404;
      }
    }
    return 200;
  }

  private void stage(String transaction, String table, byte[] body) {
    TableSchema schema = lake.tables.get(table).schema;
    SampleDestination staging =
        transactions.computeIfAbsent(transaction, number -> new SampleDestination(lake));
    staging.prepare(schema);
    try (RecordBatch batch = RecordBatch.ofIpc(body, schema)) {
      staging.write(table, batch);
    }
  }

  /** One that is not known, or no longer, has nothing staged. */
  private SampleDestination taken(String transaction) {
    SampleDestination staging = transactions.remove(transaction);
    return staging == null ? new SampleDestination(lake) : staging;
  }

  private static TableSchema schema(String name, byte[] json) throws IOException {
    JsonNode node = JSON.readTree(json);
    List<String> key = new ArrayList<>();
    node.get("primary-key").forEach(column -> key.add(column.textValue()));
    return new TableSchema(name, fields(node.get("fields")), key);
  }

  private static List<Field> fields(JsonNode node) {
    List<Field> fields = new ArrayList<>();
    for (JsonNode field : node) {
      fields.add(
          new Field(
              field.get("name").textValue(),
              type(field.get("type")),
              field.get("nullable").booleanValue()));
    }
    return fields;
  }

  private static DataType type(JsonNode node) {
    if (node.has("list")) {
      return new DataType.ListOf(type(node.get("list")));
    } else if (node.has("struct")) {
      return new DataType.Struct(fields(node.get("struct")));
    }
    return switch (node.textValue()) {
      case "boolean" -> new DataType.Bool();
      case "int32" -> new DataType.Int32();
      case "int64" -> new DataType.Int64();
      case "float64" -> new DataType.Float64();
      case "string" -> new DataType.Text();
      case "bytes" -> new DataType.Bytes();
      case "timestamp-millis" -> new DataType.TimestampMillis();
      case "json" -> new DataType.Json();
      default -> throw new ConnectorException.SchemaIncompatible("no type is " + node);
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
