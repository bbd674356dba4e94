package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectNameTest {
  @Test
  void eachFormIsFilledIn() {
    ProjectName name = ProjectName.of("acme-crm2-eu");
    assertEquals(
        "acme-crm2-eu acme_crm2_eu Acme Crm2 Eu {{other}}",
        name.in("{{name}} {{snake}} {{title}} {{other}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ab", "a1", "orders-2", "abcdefghijklmnopqrstuvwxyabcdefghijklmnopqrstuvwxy"})
  void aGoodNameIsTakenAsItIs(String name) {
    assertEquals(name, ProjectName.of(name).kebab());
  }

  @ParameterizedTest
  @CsvSource({
    "AcmeCrm, acme-crm",
    "acme_crm, acme-crm",
    "acme--crm-, acme-crm",
    "2fast, fast",
    "../acme, acme",
    "acme/crm, acme-crm",
    "Böse, b-se"
  })
  void aBadNameIsRefusedWithOneLikeIt(String name, String other) {
    BadInput e = assertThrows(BadInput.class, () -> ProjectName.of(name));
    assertTrue(e.getMessage().startsWith("'" + name + "' is no name"), e.getMessage());
    assertTrue(e.getMessage().contains(ProjectName.RULE), e.getMessage());
    assertTrue(e.getMessage().endsWith("Try " + other), e.getMessage());
    assertEquals(other, ProjectName.of(other).kebab());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "-", "..", "12", "abcdefghijklmnopqrstuvwxyabcdefghijklmnopqrstuvwxyz"})
  void aNameLikeNoGoodOneIsRefusedWithTheRule(String name) {
    BadInput e = assertThrows(BadInput.class, () -> ProjectName.of(name));
    assertTrue(e.getMessage().endsWith(ProjectName.RULE), e.getMessage());
  }
}
