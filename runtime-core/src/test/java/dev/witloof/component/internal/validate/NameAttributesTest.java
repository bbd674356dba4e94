package dev.witloof.component.internal.validate;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameAttributesTest {
  private static void checkVersion(String name, String suffix) {
    NameAttributes.checkVersion(ExternName.parse(name), Optional.ofNullable(suffix), true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3",
        "0.0.0+abcd-efg",
        "1.2.3-rc.1.x-y+b.01",
        "123456.7890.488",
        "1",
        "0.2",
        "0.0.3",
        "0.0.0",
        "99999999999999999999.0.0"
      })
  void versions(String version) {
    checkVersion("a:b/c@" + version, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"     | empty string",
        ".        | unexpected character '.'",
        "1.       | unexpected end of input",
        "1.2      | unexpected end of input",
        "0        | unexpected end of input",
        "a.2      | unexpected character 'a'",
        "2.b      | unexpected character 'b'",
        "2.0x0    | unexpected character 'x'",
        "1.2.3.4  | unexpected character '.'",
        "01.2.3   | invalid leading zero in major",
        "1.2.3-01 | invalid leading zero in pre-release",
        "2.0.0+   | empty identifier segment",
        "2.0.0-   | empty identifier segment",
        "2.0.0-a..b | empty identifier segment",
      })
  void otherThanVersions(String version, String reason) {
    NameSyntaxException thrown =
        assertThrows(NameSyntaxException.class, () -> checkVersion("a:b/c@" + version, null));
    assertTrue(thrown.getMessage().contains(reason), thrown::getMessage);
  }

  @ParameterizedTest
  @CsvSource({"1,.2.3", "0.2,.6-rc.1", "0.0.1,-alpha", "0.0.0,+build"})
  void suffixesCompleteATrack(String track, String suffix) {
    checkVersion("a:b/c@" + track, suffix);
  }

  @ParameterizedTest
  @CsvSource({
    "a:b/c,.2.3",
    "a:b/c@1.2.3,-rc",
    "a:b/c@1,2.3",
    "a:b/c@1,.2",
    "a:b/c@0.2,.3.4",
    "a,.1"
  })
  void otherSuffixes(String name, String suffix) {
    NameSyntaxException thrown =
        assertThrows(NameSyntaxException.class, () -> checkVersion(name, suffix));
    assertTrue(thrown.getMessage().contains("invalid interface version"), thrown::getMessage);
  }

  @Test
  void implementedByInstancesUnderPlainNamesOnly() {
    ExternName plain = ExternName.parse("store");
    NameAttributes.checkImplements(plain, "store", "w:kv/s@1.0.0", true);
    refusesImplements(plain, "store", "w:kv/s", false, "only instances can have an `implements`");
    refusesImplements(plain, "store", "kv", true, "must be an interface");
    refusesImplements(plain, "store", "", true, "is not a valid name");
    refusesImplements(plain, "store", "w:kv/s@1.x", true, "invalid interface version");
    refusesImplements(
        ExternName.parse("a:b/c"), "a:b/c", "w:kv/s", true, "name `a:b/c` is not valid");
  }

  private static void refusesImplements(
      ExternName name, String spelled, String value, boolean ofInstance, String reason) {
    NameSyntaxException thrown =
        assertThrows(
            NameSyntaxException.class,
            () -> NameAttributes.checkImplements(name, spelled, value, ofInstance));
    assertTrue(thrown.getMessage().contains(reason), thrown::getMessage);
  }
}
