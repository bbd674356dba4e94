package dev.witloof.component;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.AbiGuest.Thing;
import dev.witloof.component.UnlinkableComponent.Problem;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkerTest {
  private static Linker linker() {
    return new Linker(Engines.create(Engine.Mode.INTERPRETER), AbiGuest.world());
  }

  private static List<Problem> problems(Linker linker, String fixture) {
    Component component = Component.read(AbiGuest.fixture(fixture));
    return assertThrows(UnlinkableComponent.class, () -> linker.link(component)).problems();
  }

  @Test
  void listsEveryImportThatIsMissingOrDiffers() {
    List<Problem> problems = problems(linker().define(AbiGuest.things()), "unlinkable");

    assertEquals(
        List.of("test:host/things@0.1.0", "test:host/unknown@0.1.0", "plain"),
        problems.stream().map(Problem::importName).toList());
    String differs = problems.get(0).reason();
    assertTrue(differs.contains("func(s: string) -> string"), differs);
    assertTrue(differs.contains("func(s: string) -> u32"), differs);
    assertTrue(differs.contains("new-one"), differs);
    String unknown = problems.get(1).reason();
    assertTrue(unknown.contains("the host knows no such import"), unknown);
  }

  @Test
  void namesEachFunctionOfAnInterfaceThatIsNotImplemented() {
    List<Problem> problems = problems(linker(), "guest");

    assertEquals(1, problems.size());
    String reason = problems.get(0).reason();
    assertTrue(reason.contains("consume: func(t: own<thing>) -> u32"), reason);
    assertTrue(reason.contains("fail: func()"), reason);
  }

  @Test
  void needsNoImplementationOfTypes() {
    assertDoesNotThrow(
        () ->
            linker()
                .define(AbiGuest.things())
                .link(Component.read(AbiGuest.fixture("types-only"))));
  }

  @Test
  void matchesInterfacesOfTheSameTrack() {
    HostInterface newer = named("test:host/things@0.1.7");

    assertDoesNotThrow(
        () -> linker().define(newer).link(Component.read(AbiGuest.fixture("guest"))));
    assertRefused("test:host/things@0.2.0", "the host's world has no interface");
  }

  private static HostInterface named(String name) {
    return new HostInterface(name, AbiGuest.things().functions(), AbiGuest.things().resources());
  }

  private static void assertRefused(String name, String message) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> linker().define(named(name)));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  @Test
  void refusesAnImplementationThatDoesNotFit() {
    HostInterface partial =
        HostInterface.builder(AbiGuest.THINGS)
            .resource("thong", Thing.class)
            .function("echo", (call, arguments) -> arguments[0])
            .function("ecko", (call, arguments) -> arguments[0])
            .build();

    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> linker().define(partial));
    String message = refused.getMessage();
    assertTrue(message.contains("function 'consume' is missing"), message);
    assertTrue(message.contains("the interface has no function 'ecko'"), message);
    assertTrue(message.contains("resource 'thing' is missing"), message);
    assertTrue(message.contains("the interface has no resource 'thong'"), message);
  }

  @Test
  void refusesASecondImplementation() {
    Linker linker = linker().define(AbiGuest.things());
    assertThrows(IllegalArgumentException.class, () -> linker.define(AbiGuest.things()));
  }
}
