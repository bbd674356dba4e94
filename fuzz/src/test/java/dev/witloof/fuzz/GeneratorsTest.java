package dev.witloof.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.Component;
import dev.witloof.component.InvalidComponent;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.type.ValueType.Primitive;
import dev.witloof.engine.CoreModules;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A target is worth what its generators make. */
class GeneratorsTest {
  private static final int PROGRAMS = 200;

  private final Random random = new Random(7);

  private Choices program() {
    byte[] bytes = new byte[40 + random.nextInt(200)];
    random.nextBytes(bytes);
    return new Choices(bytes);
  }

  @Test
  void everyGeneratedModuleIsValid() {
    for (int i = 0; i < PROGRAMS; i++) {
      byte[] module = ModuleGenerator.module(program());
      assertTrue(CoreModules.validate(module).type().exports().containsKey("f0"));
    }
  }

  @Test
  void everyGuestOfTheAbiIsValid() {
    for (int i = 0; i < PROGRAMS; i++) {
      EchoGuest guest =
          new EchoGuest(
              AbiTypes.type(program()), i % 3, new byte[] {1}, OptionalInt.empty(), List.of(1L));
      assertEquals(4, Component.read(guest.component()).exports().size());
    }
  }

  @Test
  void someGeneratedComponentsAreValidAndSomeAreNot() {
    int valid = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      byte[] component = ComponentGenerator.component(program());
      try {
        valid += Component.read(component).exports().size() < 100 ? 1 : 0;
      } catch (InvalidComponent invalid) {
        assertNotEquals(InvalidComponent.Kind.MALFORMED, invalid.kind(), invalid.getMessage());
      }
    }
    assertTrue(valid > PROGRAMS / 20 && valid < PROGRAMS, "valid: " + valid);
  }

  @Test
  void framingLosesNothing() {
    byte[] component =
        new EchoGuest(
                new ValueType.ListOf(Primitive.STRING),
                0,
                new byte[] {(byte) Framing.SECTION, (byte) Framing.END, 3},
                OptionalInt.empty(),
                List.of(-1L))
            .component();
    assertArrayEquals(component, Framing.assemble(Unframing.disassemble(component), true));
  }
}
