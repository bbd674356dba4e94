package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class PracticeWarehouseTest {
  private static final String TABLE =
      "{\"fields\": [{\"name\": \"id\", \"type\": \"int64\", \"nullable\": false}], \"primary-key\": []}";

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> prepare(PracticeWarehouse warehouse, String table)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(warehouse.address().resolve("/v1/tables/" + table))
            .PUT(BodyPublishers.ofString(TABLE))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void takesSoManyBytesInAllAndNoMore() throws IOException, InterruptedException {
    try (PracticeWarehouse warehouse = PracticeWarehouse.start(2 * TABLE.length())) {
      assertEquals(200, prepare(warehouse, "a").statusCode());
      assertEquals(200, prepare(warehouse, "b").statusCode());
      HttpResponse<String> refused = prepare(warehouse, "c");
      assertEquals(413, refused.statusCode());
      assertEquals(
          "the practice warehouse takes " + 2 * TABLE.length() + " bytes in all", refused.body());
    }
  }
}
