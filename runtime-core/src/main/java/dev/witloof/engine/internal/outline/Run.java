package dev.witloof.engine.internal.outline;

/**
 * Instructions on one nesting level, with all that they contain, that leave the operands beneath
 * them alone and add none: they can become a function of their own.
 *
 * @param start index of the first
 * @param end index behind the last
 */
record Run(int start, int end) {}
