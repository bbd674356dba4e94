package dev.witloof.component.internal.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.internal.validate.Names.Annotation;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
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
      })
  void accepts(String name) {
    Names.checkExternName(name, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1a",
        "-a",
        "a-",
        "a--b",
        "aB",
        "a_b",
        "é",
        "[method]a",
        "[method]a.b.c",
        "[constructor]a.b",
        "[getter]a",
        "wasi:io",
        "wasi:io/streams@",
        "wasi:io/streams@01.2.3",
        "Wasi:io/streams",
        "a:b/c\n",
      })
  void refuses(String name) {
    assertThrows(InvalidComponent.class, () -> Names.checkExternName(name, 0));
  }

  @Test
  void longNamesTakeNoStack() {
    String name = "a-".repeat(49_000) + "a";
    Names.checkExternName(name, 0);
    Names.checkExternName("[method]" + name + "." + name, 0);
    Names.checkExternName(name + ":" + name + "/" + name, 0);
    assertThrows(InvalidComponent.class, () -> Names.checkLabel(name + "-", "field", 0));
  }

  @Test
  void tellsAnnotations() {
    assertEquals(
        Optional.of(new Annotation(Annotation.Kind.METHOD, "row")),
        Names.annotation("[method]row.id"));
    assertEquals(
        Optional.of(new Annotation(Annotation.Kind.CONSTRUCTOR, "row")),
        Names.annotation("[constructor]row"));
    assertEquals(Optional.empty(), Names.annotation("row"));
  }

  @Test
  void namesThatDifferInCaseOnlyAreTheSame() {
    assertEquals(Names.canonical("foo-BAR"), Names.canonical("FOO-bar"));
    assertEquals(Names.canonical("a"), Names.canonical("[method]a.a"));
  }
}
