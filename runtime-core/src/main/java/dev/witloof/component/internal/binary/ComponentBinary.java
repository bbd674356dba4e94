package dev.witloof.component.internal.binary;

import java.util.List;

/** A component's definitions in order; {@code offset} is where its bytes begin. */
public record ComponentBinary(int offset, List<Definition> definitions) {}
