package dev.witloof.conformance.kit;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** A source that asks a service before it reads, and says rightly how the service fails. */
class HttpSampleSource extends SampleSource {
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Optional<URI> service;

  /**
   * @param service empty when there is nobody to ask
   */
  HttpSampleSource(Optional<URI> service) {
    this.service = service;
  }

  @Override
  public ReadHandle open(String table, Optional<Cursor> cursor) {
    ReadHandle handle = super.open(table, cursor);
    service.ifPresent(this::ask);
    return handle;
  }

  private void ask(URI address) {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    HttpResponse<String> answer;
    try {
      answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (HttpTimeoutException e) {
      throw timeout(e);
    } catch (IOException e) {
      throw new ConnectorException.Transient(address + ": no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectorException.Transient(address + ": interrupted", e);
    }
    judge(answer);
  }

  RuntimeException timeout(HttpTimeoutException e) {
    return new ConnectorException.Transient("no answer in time", e);
  }

  void judge(HttpResponse<String> answer) {
    String status = answer.uri() + ": status " + answer.statusCode();
    switch (answer.statusCode()) {
      case 200 -> parse(answer.body());
      case 401, 403 -> throw new ConnectorException.AuthExpired(status);
      case 429 -> throw new ConnectorException.RateLimited(delay(answer));
      case 500, 503 -> throw new ConnectorException.Transient(status);
      default -> throw new ConnectorException.Permanent(status);
    }
  }

  Duration delay(HttpResponse<String> answer) {
    return Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(60));
  }

  void parse(String body) {
    if (!body.endsWith("}")) {
      throw new ConnectorException.Permanent("the answer is no JSON object: " + body);
    }
  }
}
