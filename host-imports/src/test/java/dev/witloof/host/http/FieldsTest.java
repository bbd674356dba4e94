package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.LimitExceeded;
import dev.witloof.host.HostMemory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  private final HostMemory memory = new HostMemory();
  private final Fields fields = new Fields(memory);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void namesCompareWithoutCaseAndKeepTheirOrder() throws Fields.Refused {
    fields.append("Accept", bytes("a"));
    fields.append("X-Other", bytes("b"));
    fields.append("accept", bytes("c"));
    assertEquals(2, fields.get("ACCEPT").size());
    assertEquals(
        List.of("Accept", "X-Other", "accept"),
        fields.entries().stream().map(Fields.Entry::name).toList());
    fields.set("aCCept", List.of(bytes("d")));
    assertEquals(1, fields.get("accept").size());
    fields.delete("x-other");
    assertTrue(!fields.has("X-Other"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:", "a\r\nHost", "ä", "a\0"})
  void badNamesAreRefused(String name) {
    assertSame(
        Fields.Refused.INVALID_SYNTAX,
        assertThrows(Fields.Refused.class, () -> fields.append(name, bytes("v"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v\r\nInjected: 1", "v\n", "\0", "\u007f"})
  void badValuesAreRefused(String value) {
    assertSame(
        Fields.Refused.INVALID_SYNTAX,
        assertThrows(Fields.Refused.class, () -> fields.append("x", bytes(value))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "connection", "Transfer-Encoding", "UPGRADE", "Keep-Alive"})
  void theConnectionIsTheHosts(String name) {
    assertSame(
        Fields.Refused.FORBIDDEN_NAME,
        assertThrows(Fields.Refused.class, () -> fields.append(name, bytes("v"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-HTTP-Method-Override",
        "X-HTTP-Method",
        "x-method-override",
        "X-Original-URL",
        "X-Rewrite-URL",
        "X-Original-Uri",
        "X-Forwarded-Host",
        "X-Forwarded-For",
        "X-Forwarded-Prefix",
        "Forwarded",
        "X-Host",
        "X_HTTP_Method_Override",
        "x_forwarded_host",
        "X.Original.URL",
        "Transfer_Encoding"
      })
  void noMethodHostOrPathIsHiddenInAField(String name) {
    assertSame(
        Fields.Refused.FORBIDDEN_NAME,
        assertThrows(Fields.Refused.class, () -> fields.append(name, bytes("v"))));
  }

  @Test
  void fieldsOfARequestCannotBeChangedButCopied() throws Fields.Refused {
    fields.append("a", bytes("1"));
    fields.freeze();
    assertSame(
        Fields.Refused.IMMUTABLE,
        assertThrows(Fields.Refused.class, () -> fields.append("b", bytes("2"))));
    fields.copy().append("b", bytes("2"));
    assertEquals(1, fields.entries().size());
  }

  @Test
  void theyCannotGrowWithoutEnd() {
    assertThrows(
        Fields.Refused.class,
        () -> {
          for (int i = 0; i < 2_000; i++) {
            fields.append("x", bytes("v"));
          }
        });
    assertEquals(1_000, fields.entries().size());
  }

  @Test
  void settingAValueThatIsNoneChangesNothing() throws Fields.Refused {
    fields.append("A", bytes("1"));
    fields.append("B", bytes("2"));
    assertThrows(
        Fields.Refused.class, () -> fields.set("a", List.of(bytes("3"), bytes("4\r\nX: y"))));
    assertArrayEquals(bytes("1"), fields.get("A").get(0));
    fields.set("a", List.of(bytes("3"), bytes("4")));
    assertEquals(2, fields.get("A").size());
    assertEquals(3, fields.entries().size());
  }

  @Test
  void whatTheyTakeIsCountedAndGivenBack() throws Fields.Refused {
    fields.append("A", bytes("1"));
    fields.append("B", bytes("2"));
    long two = memory.used();
    Fields copy = fields.childOf(new Children("outgoing-request", "headers"));
    assertEquals(2 * two, memory.used());
    fields.delete("a");
    fields.close();
    fields.close();
    assertEquals(two, memory.used());
    copy.close();
    assertEquals(0, memory.used());
  }

  @Test
  void manyCopiesEndAtTheMemoryOfTheHost() throws Fields.Refused {
    fields.append("A", bytes("x".repeat(200_000)));
    LimitExceeded limit =
        assertThrows(
            LimitExceeded.class,
            () -> {
              for (int i = 0; i < 10_000; i++) {
                fields.copy();
              }
            });
    assertEquals(LimitExceeded.Limit.MEMORY, limit.limit());
    assertTrue(memory.used() <= HostMemory.BUDGET);
  }
}
