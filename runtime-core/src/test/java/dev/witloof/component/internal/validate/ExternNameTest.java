package dev.witloof.component.internal.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a1",
        "read-2-ahead",
        "HTTP-get",
        "[constructor]a",
        "[method]a-b.c-d",
        "[static]a.b",
        "wasi:io/streams",
        "wasi:io/streams@0.2.12",
        "wasi:logging/logging@0.1.0-draft",
        "unlocked-dep=<a:b>",
        "unlocked-dep=<a:b/c@*>",
        "unlocked-dep=<a:b@{>=1.2.3-rc <1.2.3}>",
        "locked-dep=<a:b@1.2.3>,integrity=<sha256-a>",
        "url=<>",
        "url=<https://a.b/c>,integrity=<sha512-ab==>",
        "integrity=<  sha256-a?option sha384-b+/= >",
      })
  void accepts(String name) {
    ExternName.parse(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"                | `` is not in kebab case",
        "1a                  | `1a` is not in kebab case",
        "-a                  | `-a` is not in kebab case",
        "a-                  | `a-` is not in kebab case",
        "a--b                | `a--b` is not in kebab case",
        "aB                  | `aB` is not in kebab case",
        "a_b                 | `a_b` is not in kebab case",
        "é                   | `é` is not in kebab case",
        "[method]a           | failed to find `.` character",
        "[method]a.b.c       | `b.c` is not in kebab case",
        "[constructor]a.b    | `a.b` is not in kebab case",
        "[getter]a           | `[getter]a` is not in kebab case",
        "wasi:io             | expected `/` after package name",
        "a:b:c/d             | expected `/` after package name",
        "a:b/c/d             | trailing characters found: `/d`",
        "Wasi:io/streams     | `Wasi` is not in kebab case",
        "WASI:io/streams     | character `W` is not lowercase in package name/namespace",
        "unlocked-dep=       | expected `<` at ``",
        "unlocked-dep=<a:b@> | expected `{` at `>`",
        "unlocked-dep=<a:b@{1.2.3}> | expected `>=` or `<` at start of version range",
        "unlocked-dep=<a:b@{<x}>    | `x` is not a valid semver",
        "unlocked-dep=<a:b@{>=1.0.0 >2.0.0}> | expected `<` at start of version range upper",
        "locked-dep=<a:b     | expected `>` at ``",
        "locked-dep=<a:b>x   | trailing characters found: `x`",
        "locked-dep=<a:b>,x  | expected `integrity=<`",
        "url=<               | failed to find `>`",
        "url=<<>             | url cannot contain `<`",
        "integrity=<>        | integrity hash cannot be empty",
        "integrity=<md5-a>   | unrecognized hash algorithm",
        "integrity=<sha256>  | expected `-` after hash algorithm",
        "integrity=<sha256-=> | not valid base64",
      })
  void refuses(String name, String reason) {
    NameSyntaxException thrown =
        assertThrows(NameSyntaxException.class, () -> ExternName.parse(name));
    assertTrue(thrown.getMessage().contains(reason), thrown::getMessage);
  }

  @Test
  void longNamesTakeNoStack() {
    String name = "a-".repeat(49_000) + "a";
    ExternName.parse(name);
    ExternName.parse("[method]" + name + "." + name);
    ExternName.parse(name + ":" + name + "/" + name);
    assertThrows(NameSyntaxException.class, () -> ExternName.parse(name + "-"));
  }

  @Test
  void tellsTheForms() {
    assertEquals(new ExternName.Method("row", "id"), ExternName.parse("[method]row.id"));
    assertEquals(new ExternName.Constructor("row"), ExternName.parse("[constructor]row"));
    assertEquals(new ExternName.Label("row"), ExternName.parse("row"));
    assertEquals(
        new ExternName.Interface("a:b/c@1.0.0", Optional.of("1.0.0")),
        ExternName.parse("a:b/c@1.0.0"));
  }

  @ParameterizedTest
  @CsvSource({
    "foo-BAR,FOO-bar",
    "a,[method]a.a",
    "a,[static]A.a",
    "[method]a.b,[static]a.B",
    "a:b/C,a:b/c",
  })
  void areTheSameInOneScope(String one, String other) {
    assertEquals(ExternName.parse(one).canonical(), ExternName.parse(other).canonical());
  }

  @ParameterizedTest
  @CsvSource({"a,[constructor]a", "[method]a.b,b", "a:b/c,a:b/c@1.0.0", "url=<a>,url=<A>"})
  void areUniqueInOneScope(String one, String other) {
    assertNotEquals(ExternName.parse(one).canonical(), ExternName.parse(other).canonical());
  }
}
