package dev.witloof.component;

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

  /** What the last entry used: the last call, drop, or the instantiation. */
  CallUsage lastUsage();

  /**
   * Ends the running call, if there is one, as its deadline would. May be called from any thread.
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
