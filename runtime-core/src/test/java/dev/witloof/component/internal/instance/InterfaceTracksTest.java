package dev.witloof.component.internal.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterfaceTracksTest {
  private static Optional<String> found(String wanted, String... offered) {
    return new InterfaceTracks(List.of(offered)).find(wanted);
  }

  @Test
  void prefersTheVeryName() {
    assertEquals(Optional.of("a:b/c@0.2.1"), found("a:b/c@0.2.1", "a:b/c@0.2.1", "a:b/c@0.2.3"));
  }

  @Test
  void takesTheNewestOfTheTrack() {
    assertEquals(
        Optional.of("a:b/c@0.2.10"),
        found("a:b/c@0.2.1", "a:b/c@0.2.9", "a:b/c@0.2.10", "a:b/c@0.2.0", "a:b/c@0.3.0"));
    assertEquals(Optional.of("a:b/c@1.10.0"), found("a:b/c@1.0.0", "a:b/c@1.9.9", "a:b/c@1.10.0"));
    assertEquals(Optional.of("a:b/c@1.2.3+build"), found("a:b/c@1.0.0", "a:b/c@1.2.3+build"));
  }

  @Test
  void neverLeavesTheTrack() {
    assertEquals(Optional.empty(), found("a:b/c@0.2.0", "a:b/c@0.3.0", "a:b/d@0.2.0", "a:b/c"));
    assertEquals(Optional.empty(), found("a:b/c@0.2.0-rc-1", "a:b/c@0.2.0", "a:b/c@0.2.0-rc-2"));
    assertEquals(Optional.empty(), found("a:b/c@0.0.1", "a:b/c@0.0.2"));
    assertEquals(Optional.empty(), found("run", "running"));
  }

  @Test
  void aVersionMayBeCutToItsTrack() {
    assertEquals(Optional.of("a:b/c@0.2.4"), found("a:b/c@0.2", "a:b/c@0.2.4"));
    assertEquals(Optional.of("a:b/c@1"), found("a:b/c@1.4.0", "a:b/c@1"));
  }
}
