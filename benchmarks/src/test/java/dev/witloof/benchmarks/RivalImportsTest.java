package dev.witloof.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Beside the engine only the rival imports Chicory: ArchitectureTest does not see benchmarks. */
class RivalImportsTest {
  private static final String RIVAL = "dev.witloof.benchmarks.rival";

  private final JavaClasses benchmarks =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.witloof.benchmarks");

  @Test
  void onlyTheRivalImportsChicory() {
    noClasses()
        .that()
        .resideOutsideOfPackage(RIVAL)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.dylibso.chicory..")
        .check(benchmarks);
  }

  /** Stock Chicory is measured, not ours. */
  @Test
  void theRivalKnowsNothingOfWitloof() {
    classes()
        .that()
        .resideInAPackage(RIVAL)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(RIVAL, "com.dylibso.chicory..", "java..", "org.jspecify..")
        .check(benchmarks);
  }
}
