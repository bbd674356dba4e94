package dev.witloof.component.internal.plan;

/** A component-level function. */
public sealed interface Callee {
  /** Index into {@link LinkPlan#functions()}. */
  record Imported(int function) implements Callee {}

  /** The result of the {@link Step.Lift} with that number, counted among the lifts. */
  record Lifted(int lift) implements Callee {}
}
