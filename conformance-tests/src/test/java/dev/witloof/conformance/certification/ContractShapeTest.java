package dev.witloof.conformance.certification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.conformance.Finding;
import dev.witloof.conformance.internal.trail.ContractShape;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LoadReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractShapeTest {
  @TempDir Path folder;
  private LoadReport good;

  @BeforeEach
  void inspect() throws IOException {
    Path wasm = Path.of("src/test/resources/hostile/well-behaved.wasm").toAbsolutePath();
    Path manifest =
        Files.writeString(
            folder.resolve("connector.toml"),
            """
            [connector]
            name = "good"
            version = "1.0.0"
            kind = "source"
            wasm = '%s'
            """
                .formatted(wasm));
    try (ConnectorRuntime runtime = ConnectorRuntime.create()) {
      good = runtime.inspect(manifest, LoadOptions.of(Grants.none()));
    }
  }

  @Test
  void whatTheContractSaysPasses() {
    ContractShape.require(good);
    assertEquals(Optional.empty(), ContractShape.refusal(good));
  }

  @Test
  void whatToolchainsAddPasses() {
    ContractShape.require(exporting("wasi:cli/run@0.2.3", "exports"));
  }

  @Test
  void moreThanTheManifestSaysIsFound() {
    assertEquals(
        "the manifest says kind = \"source\", and the component exports"
            + " 'witloof:connector/destination@0.1.0'",
        finding(exporting("witloof:connector/destination@0.1.0")).what());
  }

  @Test
  void moreThanTheContractSaysIsFound() {
    assertEquals(
        "the component exports 'acme:back/door', which is no part of the contract",
        finding(exporting("acme:back/door")).what());
  }

  @Test
  void anotherVersionThanTheManifestSaysIsFound() {
    LoadReport other = with(List.of("witloof:connector/source@0.2.0"));
    assertEquals(
        "the manifest names version 0.1.0 of the contract, and the component exports"
            + " 'witloof:connector/source@0.2.0'",
        finding(other).what());
  }

  private static Finding finding(LoadReport report) {
    return assertThrows(Finding.class, () -> ContractShape.require(report));
  }

  private LoadReport exporting(String... more) {
    List<String> exports = new ArrayList<>(good.exports());
    exports.addAll(List.of(more));
    return with(exports);
  }

  private LoadReport with(List<String> exports) {
    return new LoadReport(
        good.identity(),
        good.manifest(),
        good.trust(),
        exports,
        good.imports(),
        good.capabilities(),
        good.coreModules(),
        good.minimumMemory(),
        good.limits(),
        good.engine(),
        good.code(),
        good.compiled(),
        good.warnings(),
        good.upgrade(),
        good.problems());
  }
}
