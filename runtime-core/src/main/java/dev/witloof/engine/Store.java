package dev.witloof.engine;

import java.util.function.Supplier;

/**
 * The budgets that all core instances of one component instance share: bytes of memories and
 * tables, and during an entry fuel, deadline and lifted bytes. Confined to one thread, but for
 * {@link #cancel()}.
 */
public interface Store {

  /**
   * Starts an entry into the guest. Entries nest: an inner one runs on the outer one's budget.
   *
   * @throws IllegalStateException when the store is in an entry of another thread; so do guest
   *     functions throw, and whatever else wants an entry
   */
  void enter(CallLimits limits);

  /**
   * Starts an entry on behalf of guest code of another store, which is in an entry: it runs on that
   * entry's fuel, deadline and lifted bytes. Memory is this store's own.
   *
   * @throws IllegalArgumentException when the caller is a store of another engine
   * @throws IllegalStateException when the caller is in no entry, or this store is in one already
   */
  void enterWithin(Store caller);

  /** Ends the innermost entry and says what it used. */
  default CallUsage leave() {
    exit();
    return lastUsage();
  }

  /** Ends the innermost entry. */
  void exit();

  /** What the entry that ended last used; nothing before there was one. */
  CallUsage lastUsage();

  /** Burns fuel for work the host does on behalf of the guest. */
  void burn(long fuel);

  /** Counts bytes lifted out of guest memory against the call's budget. */
  void lifted(long bytes);

  /** Throws when the deadline has passed or the call was cancelled. */
  void checkDeadline();

  /**
   * Does work of the host's that nothing can interrupt, such as allocating a large array, so that
   * it ends in time for the guest's caller: from 2 MiB on it is done on a thread of its own.
   *
   * @param bytes that the work allocates or goes through
   * @param work gives what it makes and changes nothing: it goes on to its end when the call has
   *     ended meanwhile
   * @return what the work gives
   * @throws LimitExceeded when the deadline passes meanwhile or the call is cancelled
   */
  <T> T watched(long bytes, Supplier<T> work);

  /** Nanoseconds left until the deadline, never negative; Long.MAX_VALUE outside an entry. */
  long remainingNanos();

  /**
   * Ends the running entry from any thread, as the deadline would, and every later one as soon as
   * guest code runs in it: a cancellation that comes between two entries is not lost.
   */
  void cancel();

  /**
   * What a trap of the running entry is to be reported as: the memory limit, with the trap as its
   * cause, if the guest was refused memory before in this entry; else the trap itself.
   */
  RuntimeException failure(Trap trap);

  /** Bytes of memories and tables at present, and of what else {@link Engine#newStore} counts. */
  long memoryBytes();
}
