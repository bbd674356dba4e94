package dev.witloof.component;

import dev.witloof.engine.Engine;

/** {@link HostileGuestTest} in the interpreter. */
class InterpretedHostileGuestTest extends HostileGuestTest {
  @Override
  Engine.Mode mode() {
    return Engine.Mode.INTERPRETER;
  }
}
