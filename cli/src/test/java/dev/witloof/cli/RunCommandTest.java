package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run}, from the pipeline file to the rows in DuckDB. */
class RunCommandTest {
  private static final Path EARTHQUAKES =
      Path.of("../examples/earthquakes").toAbsolutePath().normalize();
  private static final Path GUESTS =
      Path.of("../conformance-tests/src/test/resources/guests").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void landsTheEarthquakesAndThenNothingIsNew() throws Exception {
    writeEarthquakes("");

    Invocation first = Invocation.run(folder, "run", ".");

    assertEquals(ExitCode.DONE, first.exitCode(), first.err());
    assertTrue(
        first
            .err()
            .contains("asks for      http=GET earthquake.usgs.gov/fdsnws/event/1, config, log"),
        first.err());
    assertTrue(
        first
            .err()
            .contains("is granted    http=GET earthquake.usgs.gov/fdsnws/event/1, config, log"),
        first.err());
    assertTrue(first.out().contains("earthquakes: 1707 rows"), first.out());
    assertTrue(
        first.out().contains("try: duckdb '" + folder.resolve("quakes.duckdb")), first.out());
    assertEquals(1_707, count("SELECT count(DISTINCT id) FROM earthquakes"));
    assertEquals(1_707, count("SELECT count(*) FROM earthquakes"));

    Invocation second = Invocation.run(folder, "run", "pipeline.toml");

    assertEquals(ExitCode.DONE, second.exitCode(), second.err());
    assertTrue(second.err().contains("resuming"), second.err());
    assertTrue(second.out().contains("nothing is new"), second.out());
    assertEquals(1_707, count("SELECT count(*) FROM earthquakes"));
  }

  @Test
  void jsonIsOneObjectOnStandardOutput() throws Exception {
    writeFilePipeline("");

    Invocation done = Invocation.run(folder, "run", ".", "--json");

    assertEquals(ExitCode.DONE, done.exitCode(), done.err());
    JsonNode table = new JsonMapper().readTree(done.out()).get("tables").get(0);
    assertEquals("people", table.get("name").asText());
    assertEquals(2, table.get("rows").asLong());
    assertEquals(2, count("SELECT count(*) FROM people"));
  }

  @Test
  void aWasmDestinationReceivesTheRowsOfANativeSource() throws Exception {
    Files.writeString(folder.resolve("people.csv"), "id,name,score\n1,Ada,0.5\n2,Grace,1.5\n");
    Files.copy(GUESTS.resolve("rust-destination.wasm"), folder.resolve("destination.wasm"));
    Files.writeString(
        folder.resolve("destination.toml"),
        """
        [connector]
        name = "rust-destination"
        version = "1.0.0"
        kind = "destination"
        wasm = "destination.wasm"
        [capabilities]
        log = true
        clock = true
        """);
    Files.writeString(
        folder.resolve("pipeline.toml"),
        """
        [pipeline]
        name = "p"
        [source]
        connector = "file"
        [source.config]
        path = "people.csv"
        [destination]
        connector = "./destination.toml"
        [destination.grants]
        log = true
        clock = true
        """);

    Invocation first = Invocation.run(folder, "run", ".");
    assertEquals(ExitCode.DONE, first.exitCode(), first.err());
    assertTrue(first.out().contains("people: 2 rows"), first.out());
    assertTrue(first.err().contains("rows=2 id_sum=3 chars=8 score_sum=2"), first.err());

    Invocation second = Invocation.run(folder, "run", ".");
    assertEquals(ExitCode.DONE, second.exitCode(), second.err());
    assertTrue(second.out().contains("nothing is new"), second.out());
  }

  @Test
  void whatIsNotGrantedIsNamedAndRefused() throws Exception {
    writeEarthquakes("");
    String pipeline = Files.readString(folder.resolve("pipeline.toml"));
    Files.writeString(
        folder.resolve("pipeline.toml"),
        pipeline.replace("http = [\"earthquake.usgs.gov\"]", "http = [\"example.com\"]"));

    Invocation done = Invocation.run(folder, "run", ".");

    assertEquals(ExitCode.REFUSED, done.exitCode(), done.err());
    assertTrue(done.err().contains("http=GET earthquake.usgs.gov/fdsnws/event/1"), done.err());
    assertTrue(done.err().contains("[source.grants]"), done.err());
  }

  @Test
  void aLimitOfTheCommandLineHolds() throws Exception {
    writeEarthquakes("[retry]\nattempts = 1\n");

    Invocation done = Invocation.run(folder, "run", ".", "--limit", "fuel=1e4");

    assertEquals(ExitCode.LIMIT_HIT, done.exitCode(), done.err());
    assertTrue(done.err().contains("fuel limit"), done.err());
  }

  @Test
  void anUnknownKeyIsNamedWithItsPlace() throws Exception {
    writeFilePipeline("[chekpoint]\nrows = 1\n");

    Invocation done = Invocation.run(folder, "run", ".");

    assertEquals(ExitCode.BAD_INPUT, done.exitCode(), done.err());
    assertTrue(done.err().contains("pipeline.toml:"), done.err());
    assertTrue(done.err().contains("did you mean 'checkpoint'"), done.err());
  }

  @Test
  void aFolderWithoutAPipelineIsBadInput() {
    Invocation done = Invocation.run(folder, "run", ".");

    assertEquals(ExitCode.BAD_INPUT, done.exitCode());
    assertTrue(done.err().contains("pipeline.toml"), done.err());
  }

  private void writeEarthquakes(String more) throws IOException {
    String pipeline = Files.readString(EARTHQUAKES.resolve("pipeline.toml"));
    Files.writeString(
        folder.resolve("pipeline.toml"),
        pipeline
                .replace(
                    "\"./connector.toml\"", "\"" + EARTHQUAKES.resolve("connector.toml") + "\"")
                .replace("\"./cassette.json\"", "\"" + EARTHQUAKES.resolve("cassette.json") + "\"")
                .replace("./earthquakes.duckdb", "./quakes.duckdb")
            + more);
  }

  private void writeFilePipeline(String more) throws IOException {
    Files.writeString(folder.resolve("people.csv"), "id,name\n1,Ada\n2,Grace\n");
    Files.writeString(
        folder.resolve("pipeline.toml"),
        """
        [pipeline]
        name = "p"
        [source]
        connector = "file"
        [source.config]
        path = "people.csv"
        [destination]
        connector = "duckdb"
        [destination.config]
        path = "quakes.duckdb"
        """
            + more);
  }

  private long count(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("quakes.duckdb"));
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }
}
