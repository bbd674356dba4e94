package dev.witloof.component;

import dev.witloof.component.internal.typed.GuestPlanner;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CallUsage;
import java.util.Map;

/**
 * A running component. One thread at a time may be inside; which one does not matter. After a trap,
 * a limit hit or any other failure out of a guest call it only can be closed: every later call
 * throws an {@link IllegalStateException} that names the first failure.
 */
public interface ComponentInstance extends AutoCloseable {

  /**
   * An exported function by its plain name.
   *
   * @throws java.util.NoSuchElementException when there is none; the message lists what there is
   */
  ComponentFunction export(String function);

  /**
   * A function of an exported interface. The newest version on the same semver track serves when
   * that very version is not exported.
   *
   * @param interfaceName such as {@code witloof:connector/source@0.1.0}
   * @param function such as {@code discover} or {@code [method]read-handle.next}
   * @throws java.util.NoSuchElementException when there is none; the message lists what there is
   */
  ComponentFunction export(String interfaceName, String function);

  /**
   * What the instance exports, by name, in order: to look at, and to bind imports of other
   * components to. Linked against the values, those components call into this instance.
   *
   * @throws IllegalStateException when the instance is closed
   */
  Map<String, ExternValue> exports();

  /**
   * An exported interface as a Java interface: see {@link
   * dev.witloof.component.typed.WitInterface}. The object is confined as the instance is, and its
   * methods throw what {@link ComponentFunction#call} throws.
   *
   * @param limits for each call of a method that takes no limits of its own
   * @throws dev.witloof.component.typed.WitMismatch when the component does not export what the
   *     Java interface says; it lists everything that does not fit, with both signatures
   * @throws IllegalStateException when the instance is closed
   */
  default <T> T bind(Class<T> type, CallLimits limits) {
    return GuestPlanner.bind(this, type, limits);
  }

  /** What the last entry used: the last call, drop, or the instantiation. */
  CallUsage lastUsage();

  /**
   * Ends the running call, as its deadline would, and every later one at its start. May be called
   * from any thread. Instantiation is cancelled by {@link InstanceConfig#cancellation()}.
   */
  void cancel();

  /**
   * Drops the host resources that the guest still owns and releases the guest's memory; runs no
   * guest code. Does nothing when closed already.
   *
   * @throws IllegalStateException while a call is running
   */
  @Override
  void close();
}
