package dev.witloof.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the direction of imports that ARCHITECTURE.md draws. */
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> WITLOOF = resideInAPackage("dev.witloof..");

  private static JavaClasses witloof;

  @BeforeAll
  static void importClasses() {
    witloof =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.witloof");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connector",
        "engine",
        "component",
        "runtime",
        "pipeline",
        "host",
        "connectors.file",
        "connectors.duckdb",
        "cli"
      })
  void everyPartIsSeen(String part) {
    assertTrue(
        witloof.stream().anyMatch(c -> c.getPackageName().startsWith("dev.witloof." + part)),
        () -> "no class of dev.witloof." + part + ": the rules below would hold of nothing");
  }

  @Test
  void onlyTheEngineImportsChicory() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.witloof.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.dylibso.chicory..")
        .check(witloof);
  }

  /** The abstract ArrowReader is an interface type for C-data export, not the codec. */
  @Test
  void onlyOnePackageReadsArrowIpc() {
    DescribedPredicate<JavaClass> codec =
        resideInAnyPackage("org.apache.arrow.vector.ipc..", "org.apache.arrow.flatbuf..")
            .and(
                describe(
                    "other than ArrowReader",
                    c -> !c.getName().equals("org.apache.arrow.vector.ipc.ArrowReader")));
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.witloof.connector.internal.ipc..")
        .should()
        .dependOnClassesThat(codec)
        .check(witloof);
  }

  /** Each part may see itself and what is listed, nothing else of Witloof. */
  @ParameterizedTest
  @CsvSource({
    "dev.witloof.connector.., ''",
    "dev.witloof.engine.., ''",
    "dev.witloof.component.., dev.witloof.engine..",
    "dev.witloof.pipeline.., dev.witloof.connector..",
    "dev.witloof.runtime.., dev.witloof.connector..|dev.witloof.component..|dev.witloof.engine..",
    "dev.witloof.host.., dev.witloof.connector|dev.witloof.runtime..|dev.witloof.component..|dev.witloof.engine..",
    "dev.witloof.connectors.file.., dev.witloof.connector..",
    "dev.witloof.connectors.duckdb.., dev.witloof.connector..",
  })
  void importsRunOneWay(String part, String sees) {
    String allowed = sees.isEmpty() ? part : part + "|" + sees;
    classes()
        .that()
        .resideInAPackage(part)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed.split("\\|")).or(DescribedPredicate.not(WITLOOF)))
        .check(witloof);
  }

  /** Whoever pairs a source with a destination must not be able to ask which kind it holds. */
  @Test
  void pipelineKnowsNoWasm() {
    noClasses()
        .that()
        .resideInAPackage("dev.witloof.pipeline..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.witloof.runtime..", "dev.witloof.component..", "dev.witloof.engine..")
        .check(witloof);
  }

  @ParameterizedTest
  @ValueSource(strings = {"connector", "engine", "component", "runtime", "pipeline"})
  void internalStaysInternal(String part) {
    String home = "dev.witloof." + part;
    noClasses()
        .that()
        .resideOutsideOfPackage(home + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(home + ".internal..")
        .allowEmptyShould(false)
        .check(witloof);
  }

  /** What lends a guest's own memory is for the layers above, and for nobody's connectors. */
  @ParameterizedTest
  @CsvSource({
    "dev.witloof.engine.loan.., dev.witloof.engine..|dev.witloof.component.internal..",
    "dev.witloof.component.loan.., dev.witloof.component..|dev.witloof.runtime.internal..",
  })
  void guestMemoryIsLentToFew(String loan, String borrowers) {
    noClasses()
        .that()
        .resideOutsideOfPackages(borrowers.split("\\|"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(loan)
        .allowEmptyShould(false)
        .check(witloof);
  }

  @Test
  void partsHaveNoCycles() {
    slices().matching("dev.witloof.(*)..").should().beFreeOfCycles().check(witloof);
  }
}
