package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.engine.Fixtures.Guest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loops without calls keep where their memory is; what may move it is in none of them. */
class QuietLoopsTest {
  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void anInnerLoopThatEndsBehindTheOuterOneMayGrowTheMemory(Engine.Mode mode) {
    Guest guest = Fixtures.guest(mode, "overlap");
    assertEquals(3, guest.call("count"));
  }
}
