package dev.witloof.engine.internal.compile;

import java.util.function.Supplier;

/**
 * A part of a compilation that can be done on any thread, beside the others.
 *
 * @param memory bytes of heap that it may take while it runs
 * @param work what is to be done; it should call {@link CompileJob#check} now and then
 */
public record CompileTask<T>(long memory, Supplier<T> work) {}
