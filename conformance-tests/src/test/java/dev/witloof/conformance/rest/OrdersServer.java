package dev.witloof.conformance.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The service of {@code guests/rest/README.md}, on a port of the loopback interface: {@value
 * #CUSTOMERS} customers and {@value #ORDERS} orders, always the same. Any request can be answered
 * otherwise.
 */
final class OrdersServer implements AutoCloseable {
  static final String TOKEN = "t0ken-of-the-orders";
  static final int CUSTOMERS = 23;
  static final int ORDERS = 17;

  private static final JsonMapper JSON = new JsonMapper();

  /** A request that came in. */
  record Request(String target, Map<String, String> headers) {
    /** The value of a header, empty when there is none. The name is in lower case. */
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** An answer. */
  record Answer(int status, Map<String, String> headers, String body) {
    static Answer of(int status) {
      return new Answer(status, Map.of(), "{\"error\": \"status " + status + "\"}");
    }

    static Answer of(int status, String header, String value) {
      return of(status).with(header, value);
    }

    Answer with(String header, String value) {
      Map<String, String> more = new TreeMap<>(headers);
      more.put(header, value);
      return new Answer(status, more, body);
    }

    Answer withBody(UnaryOperator<String> change) {
      return new Answer(status, headers, change.apply(body));
    }
  }

  private final HttpServer server;
  private final List<Customer> customers = Customer.all(CUSTOMERS);
  private final List<Order> orders = Order.all(ORDERS);
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<Integer, UnaryOperator<Answer>> changes = new ConcurrentHashMap<>();
  private final Set<Integer> brokenOff = ConcurrentHashMap.newKeySet();
  private volatile int revokedFrom = Integer.MAX_VALUE;

  private OrdersServer(HttpServer server) {
    this.server = server;
  }

  /** Starts to answer. */
  static OrdersServer start() throws IOException {
    // Otherwise each answer waits 40 ms for an acknowledgement; read once, by the first server.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    OrdersServer orders = new OrdersServer(http);
    http.createContext("/", orders::serve);
    http.start();
    return orders;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The requests so far, whatever was answered. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Gives another answer to the nth request, counted from 1. */
  void answer(int nth, Answer answer) {
    change(nth, usual -> answer);
  }

  /** Changes the usual answer to the nth request, counted from 1. */
  void change(int nth, UnaryOperator<Answer> change) {
    changes.put(nth, change);
  }

  /** Closes the connection in the middle of the body of the nth answer, counted from 1. */
  void breakOff(int nth) {
    brokenOff.add(nth);
  }

  /** Accepts the token no longer, from the nth request on. */
  void revokeToken(int nth) {
    revokedFrom = nth;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
      Request request = new Request(exchange.getRequestURI().toString(), headers);
      requests.add(request);
      Answer answer =
          changes
              .getOrDefault(requests.size(), UnaryOperator.identity())
              .apply(answer(exchange.getRequestURI(), request));
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      int length = brokenOff.contains(requests.size()) ? body.length / 2 : body.length;
      exchange.getResponseBody().write(body, 0, length);
      // Or else a JDK may close the connection before it sent anything, and it is sent anew.
      exchange.getResponseBody().flush();
    }
  }

  private Answer answer(URI uri, Request request) throws JsonProcessingException {
    if (!request.header("authorization").equals("Bearer " + TOKEN)
        || requests.size() >= revokedFrom) {
      return Answer.of(401);
    }
    Map<String, String> query = query(uri);
    return switch (uri.getPath()) {
      case "/v1/customers" -> customers(query);
      case "/v1/orders" -> orders(query);
      default -> Answer.of(404);
    };
  }

  private Answer customers(Map<String, String> query) throws JsonProcessingException {
    int limit = Integer.parseInt(query.get("limit"));
    int from = query.containsKey("cursor") ? position(query.get("cursor")) : 0;
    int to = Math.min(from + limit, CUSTOMERS);
    Map<String, @Nullable Object> body = new TreeMap<>();
    body.put("data", customers.subList(from, to));
    body.put("next_cursor", to < CUSTOMERS ? cursor(to) : null);
    return new Answer(200, Map.of(), JSON.writeValueAsString(body));
  }

  private static String cursor(int position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("after " + position).getBytes(StandardCharsets.UTF_8));
  }

  private static int position(String cursor) {
    String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    return Integer.parseInt(text.substring("after ".length()));
  }

  private Answer orders(Map<String, String> query) throws JsonProcessingException {
    int size = Integer.parseInt(query.get("per_page"));
    int page = Integer.parseInt(query.getOrDefault("page", "1"));
    int last = (ORDERS + size - 1) / size;
    List<Order> rows =
        orders.subList(Math.min((page - 1) * size, ORDERS), Math.min(page * size, ORDERS));
    List<String> links = new ArrayList<>();
    if (page < last) {
      links.add(link(size, page + 1, "next"));
    }
    links.add(link(size, last, "last"));
    return new Answer(200, Map.of("Link", String.join(", ", links)), JSON.writeValueAsString(rows));
  }

  private String link(int size, int page, String relation) {
    return "<%s/v1/orders?per_page=%d&page=%d>; rel=\"%s\"".formatted(url(), size, page, relation);
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new TreeMap<>();
    Stream.of(String.valueOf(uri.getRawQuery()).split("&"))
        .map(parameter -> parameter.split("=", 2))
        .filter(parameter -> parameter.length == 2)
        .forEach(parameter -> query.put(parameter[0], parameter[1]));
    return query;
  }
}
