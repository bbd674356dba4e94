package dev.witloof.component.internal.plan;

/** A core function, memory, table or global at run time. */
public sealed interface CoreItem {
  /** An export of the core instance that the {@link Step.Instantiate} of that number made. */
  record Export(int coreInstance, String name) implements CoreItem {}

  /** The core function that a canonical built-in step defined, counted among those steps. */
  record Builtin(int function) implements CoreItem {}
}
