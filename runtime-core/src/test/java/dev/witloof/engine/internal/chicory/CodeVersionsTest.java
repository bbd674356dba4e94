package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.wasm.Version;
import dev.witloof.engine.Engine;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.validate.ModuleValidator;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever has a version has it because cached code depends on it. */
class CodeVersionsTest {
  /** The validator's version is part of another key: it makes no code. */
  private static final List<Class<?>> ELSEWHERE = List.of(ModuleValidator.class);

  @Test
  void everyVersionOfTheEngineIsPartOfTheKey() throws Exception {
    Map<String, Object> found = new HashMap<>(Map.of("Chicory", Version.version()));
    for (String name : EngineClasses.of(Engine.class.getPackageName())) {
      Class<?> type = Class.forName(name, false, Engine.class.getClassLoader());
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals("VERSION")
            && !Modifier.isPrivate(field.getModifiers())
            && !ELSEWHERE.contains(type)) {
          field.setAccessible(true);
          found.put(type.getSimpleName(), field.get(null));
        }
      }
    }
    assertTrue(found.size() > 5, found.toString());
    assertEquals(found, CodeVersions.ALL);
  }

  @Test
  void theThresholdIsPartOfTheKey() {
    assertEquals(
        CodeVersions.with(OutlineThreshold.DEFAULT), CodeVersions.with(OutlineThreshold.DEFAULT));
    assertNotEquals(
        CodeVersions.with(OutlineThreshold.DEFAULT), CodeVersions.with(OutlineThreshold.TINY));
    assertNotEquals(
        CodeVersions.with(new OutlineThreshold(7_000, 100)),
        CodeVersions.with(new OutlineThreshold(7_000, 101)));
    assertNotEquals(
        CodeVersions.with(new OutlineThreshold(7_000, 100, 6_000)),
        CodeVersions.with(new OutlineThreshold(7_000, 100, 6_001)));
  }
}
