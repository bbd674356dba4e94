package dev.witloof.engine;

import java.util.Optional;

/**
 * A function that runs interpreted although the engine compiles, because it is too large for the
 * JVM and cannot be cut, or parts of it cannot.
 *
 * @param index of the function in its module, imports counted
 * @param name from the module's name section, if there is one: the guest's own text, of any content
 */
public record InterpretedFunction(int index, Optional<String> name) {}
