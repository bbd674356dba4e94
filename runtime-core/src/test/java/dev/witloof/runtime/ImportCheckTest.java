package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.HostInterface;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ValueType.Primitive;
import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.ConnectorManifest.Capabilities;
import dev.witloof.runtime.LoadReport.Treatment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportCheckTest {
  private static final Capabilities CLOCK =
      new Capabilities(List.of(), List.of(), false, true, false, false);
  private static final Grants CLOCK_GRANT = Grants.builder().clock().build();
  private static final ExternType FUNCTION = new ExternType.Func(List.of(), Optional.empty());

  /** Four interfaces, one for each class. */
  private static final HostImports HOST =
      new HostImports() {
        @Override
        public List<HostInterface> interfaces() {
          return List.of("x:x/clock", "x:x/env", "x:x/inert", "x:x/io").stream()
              .map(name -> HostInterface.builder(name).build())
              .toList();
        }

        @Override
        public ImportClass classify(String interfaceName) {
          return switch (interfaceName) {
            case "x:x/clock" -> new ImportClass.Granted(Capability.CLOCK);
            case "x:x/env" ->
                new ImportClass.Granted(Capability.ENV, Optional.of("empty environment"));
            case "x:x/inert" -> new ImportClass.Inert("does nothing");
            case "x:x/io" -> new ImportClass.Support();
            default -> new ImportClass.Unknown();
          };
        }
      };

  @Test
  void sortsImportsIntoTheirClasses() {
    ImportCheck check = check(CLOCK, CLOCK_GRANT, false, true);
    assertEquals(
        Map.of(
            "x:x/clock", Treatment.GRANTED,
            "x:x/env", Treatment.INERT,
            "x:x/inert", Treatment.INERT,
            "x:x/io", Treatment.SUPPORT,
            "x:x/types", Treatment.TYPES,
            "x:x/else", Treatment.REFUSED,
            "run", Treatment.REFUSED),
        treatments(check));
    assertEquals(List.of("x:x/clock", "x:x/env", "x:x/inert", "x:x/io"), linkable(check));
    assertEquals(
        List.of("import 'x:x/else'", "import 'run'"),
        check.problems().stream().map(LoadProblem::subject).toList());
  }

  @Test
  void doesNotLinkWhatIsNotGranted() {
    ImportCheck check = check(Capabilities.NONE, Grants.none(), false, true);

    assertEquals(Treatment.REFUSED, treatments(check).get("x:x/clock"));
    assertEquals(List.of("x:x/env", "x:x/inert", "x:x/io"), linkable(check));
    String remedy = check.problems().get(0).remedy();
    assertTrue(remedy.contains("clock = true under [capabilities]"), remedy);
  }

  @Test
  void aGrantWithoutARequestGivesNothing() {
    ImportCheck check = check(Capabilities.NONE, CLOCK_GRANT, false, true);
    assertEquals(Treatment.REFUSED, treatments(check).get("x:x/clock"));
  }

  @Test
  void whatWasAskedForAndNotGrantedIsReportedOnce() {
    ImportCheck check = check(CLOCK, Grants.none(), false, true);

    assertEquals(Treatment.REFUSED, treatments(check).get("x:x/clock"));
    assertTrue(
        check.problems().stream().noneMatch(problem -> problem.subject().contains("clock")),
        "the capability is the problem, not the import");
  }

  @Test
  void aStrictManifestRefusesInertImports() {
    ImportCheck check = check(CLOCK, CLOCK_GRANT, true, true);

    assertEquals(Treatment.REFUSED, treatments(check).get("x:x/inert"));
    assertEquals(Treatment.REFUSED, treatments(check).get("x:x/env"));
    assertEquals(Treatment.SUPPORT, treatments(check).get("x:x/io"));
    assertEquals(List.of("x:x/clock", "x:x/io"), linkable(check));
  }

  @Test
  void aBareComponentIsToldToGetAManifest() {
    ImportCheck check = check(Capabilities.NONE, Grants.none(), false, false);
    String remedy = check.problems().get(0).remedy();
    assertTrue(remedy.contains("write a connector.toml"), remedy);
  }

  @Test
  void anotherVersionOfWhatThereIsIsNamedBesideThatWhichIsThere() {
    ImportCheck check = check(Capabilities.NONE, Grants.none(), false, true);
    check.check(Map.of("x:x/clock@9.9.9", new ExternType.Instance(Map.of("f", FUNCTION))));
    LoadProblem problem = check.problems().get(check.problems().size() - 1);
    assertEquals("import 'x:x/clock@9.9.9'", problem.subject());
    assertEquals("build the connector against x:x/clock", problem.remedy());
  }

  @Test
  void saysWhatToDoAboutWasiThatIsNotThere() {
    assertTrue(remedy("wasi:clocks/wall-clock@0.3.0").contains("0.2"));
    assertTrue(remedy("wasi:sockets/tcp@0.2.0").contains("wasi:http"));
    assertTrue(remedy("wasi:filesystem/types@0.2.0").contains("no files"));
  }

  private static String remedy(String name) {
    return UnknownImport.remedy(name, new ExternType.Instance(Map.of("f", FUNCTION)));
  }

  private static ImportCheck check(
      Capabilities asked, Grants grants, boolean strict, boolean fromAuthor) {
    ConnectorManifest manifest =
        ConnectorManifest.of("c", "1.0.0", ConnectorKind.SOURCE, Path.of("c.wasm"))
            .withCapabilities(asked)
            .withStrict(strict);
    ConnectorFiles files = ConnectorFiles.of(manifest, new byte[0], fromAuthor);
    ImportCheck check =
        new ImportCheck(
            List.of(HOST),
            CapabilityCheck.requests(
                asked, grants.capabilities(), new TrustCheck(files, grants)::rule),
            files);
    check.check(imports());
    return check;
  }

  private static Map<String, ExternType> imports() {
    ExternType functions = new ExternType.Instance(Map.of("f", FUNCTION));
    Map<String, ExternType> imports = new LinkedHashMap<>();
    for (String name : List.of("clock", "env", "inert", "io", "else")) {
      imports.put("x:x/" + name, functions);
    }
    imports.put(
        "x:x/types", new ExternType.Instance(Map.of("t", new ExternType.TypeEq(Primitive.U32))));
    imports.put("run", FUNCTION);
    return imports;
  }

  private static Map<String, Treatment> treatments(ImportCheck check) {
    Map<String, Treatment> treatments = new LinkedHashMap<>();
    check.imports().forEach(i -> treatments.put(i.name(), i.treatment()));
    return treatments;
  }

  private static List<String> linkable(ImportCheck check) {
    return check.linkable().stream().map(HostInterface::name).toList();
  }
}
