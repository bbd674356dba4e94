package dev.witloof.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.Cancellation;
import dev.witloof.connector.ConnectorException;
import dev.witloof.runtime.PoolEvent;
import dev.witloof.runtime.PoolListener;
import dev.witloof.runtime.PoolMetrics;
import dev.witloof.runtime.PoolSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class InstancePoolTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicInteger alive = new AtomicInteger();
  private final AtomicInteger mostAlive = new AtomicInteger();
  private final Queue<PoolEvent> events = new ConcurrentLinkedQueue<>();
  private final ScheduledThreadPoolExecutor background = new ScheduledThreadPoolExecutor(1);
  private final ExecutorService borrowers = Executors.newCachedThreadPool();
  private volatile InstancePool.Factory<String, Instance> factory = this::instance;
  private PoolTimer timer = PoolTimer.of(background);
  private PoolListener listener = events::add;

  /**
   * Counts how many of its kind there are, and fails when it is closed twice. A call in it goes on
   * after it was closed.
   */
  private final class Instance implements Pooled {
    final int number = numbers.incrementAndGet();
    final String key;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private boolean called;
    private boolean closed;

    Instance(String key) {
      this.key = key;
      mostAlive.accumulateAndGet(alive.incrementAndGet(), Math::max);
    }

    @Override
    public synchronized void close() {
      assertFalse(closed, "closed twice");
      closed = true;
      if (!called) {
        go(null);
      }
    }

    synchronized void call() {
      called = true;
    }

    void go(@Nullable RuntimeException failure) {
      alive.decrementAndGet();
      if (failure == null) {
        gone.complete(null);
      } else {
        gone.completeExceptionally(failure);
      }
    }

    @Override
    public CompletionStage<Void> gone() {
      return gone;
    }
  }

  @AfterEach
  void end() {
    background.shutdownNow();
    borrowers.shutdownNow();
  }

  private Instance instance(String key, Cancellation cancellation) {
    return new Instance(key);
  }

  private InstancePool<String, Instance> pool(
      int minimum, int maximum, Duration idle, Duration patience) {
    return new InstancePool<>(
        "c",
        new PoolSettings(minimum, maximum, idle, patience),
        (key, cancellation) -> factory.create(key, cancellation),
        background,
        timer,
        listener);
  }

  private static Lease<Instance> borrow(InstancePool<String, Instance> pool) {
    return pool.borrow("k", new Cancellation());
  }

  /** Waits until something that another thread does has happened. */
  private static void until(BooleanSupplier happened) {
    while (!happened.getAsBoolean()) {
      assertFalse(Thread.interrupted(), "it did not happen in time");
      Thread.onSpinWait();
    }
  }

  private static <X extends Throwable> X failure(Class<X> kind, Future<?> failed) {
    return assertInstanceOf(kind, assertThrows(ExecutionException.class, failed::get).getCause());
  }

  @Test
  void noInstanceIsLentTwice() {
    InstancePool<String, Instance> pool = pool(0, 1, LONG, LONG);
    for (int number = 1; number <= 3; number++) {
      try (Lease<Instance> lease = borrow(pool)) {
        assertEquals(number, lease.instance().number);
        assertEquals(1, pool.metrics().inUse());
      }
    }
    PoolMetrics metrics = pool.metrics();
    assertEquals(3, metrics.created());
    assertEquals(3, metrics.discarded());
    assertEquals(0, metrics.inUse());
    assertTrue(metrics.slowestInstantiation().compareTo(metrics.meanInstantiation()) >= 0);
    assertTrue(metrics.meanInstantiation().compareTo(Duration.ZERO) > 0);
  }

  @ParameterizedTest
  @CsvSource({"0, sweep, false", "2, ahead, false", "0, sweep, true", "2, ahead, true"})
  void withoutAThreadForItsWorkItLosesNoPlace(int minimum, String work, boolean ending) {
    List<String> tried = new ArrayList<>();
    ManualTimer time = new ManualTimer();
    PoolTimer threadless =
        new PoolTimer() {
          @Override
          public long now() {
            return time.now();
          }

          @Override
          public Future<?> after(long nanos, Runnable task) {
            tried.add("sweep");
            throw noThread(ending);
          }
        };
    InstancePool<String, Instance> pool =
        new InstancePool<>(
            "c",
            new PoolSettings(minimum, 2, LONG, Duration.ZERO),
            (key, cancellation) -> factory.create(key, cancellation),
            making -> {
              tried.add("ahead");
              throw noThread(ending);
            },
            threadless,
            listener);
    for (int i = 0; i < 5; i++) {
      try (Lease<Instance> lease = borrow(pool)) {
        assertTrue(lease.rest());
      }
    }
    try (Lease<Instance> one = borrow(pool);
        Lease<Instance> two = borrow(pool)) {
      assertNotSame(one.instance(), two.instance());
      assertEquals(2, pool.metrics().inUse());
    }
    assertEquals(0, pool.metrics().inUse());
    assertEquals(Set.of(work), Set.copyOf(tried));
    assertTrue(pool.close(Duration.ZERO));
    assertEquals(0, alive.get());
  }

  /** As an executor that is shut down does it, or the system. */
  private static Error noThread(boolean ending) {
    if (ending) {
      throw new RejectedExecutionException("shut down");
    }
    return new OutOfMemoryError("unable to create native thread");
  }

  @Test
  void aLeaseIsClosedOnce() {
    InstancePool<String, Instance> pool = pool(0, 2, LONG, LONG);
    Lease<Instance> lease = borrow(pool);
    lease.close();
    lease.close();
    assertEquals(0, pool.metrics().inUse());
    assertEquals(1, pool.metrics().discarded());
  }

  @Test
  void whoComesFirstIsServedFirst() throws Exception {
    InstancePool<String, Instance> pool = pool(0, 1, LONG, LONG);
    Lease<Instance> held = borrow(pool);
    List<Future<?>> waiting = new ArrayList<>();
    List<Integer> served = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int borrower = i;
      waiting.add(
          borrowers.submit(
              () -> {
                Lease<Instance> lease = borrow(pool);
                served.add(borrower);
                lease.close();
              }));
      until(() -> pool.metrics().waiting() == borrower + 1);
    }
    held.close();
    for (Future<?> borrower : waiting) {
      borrower.get();
    }
    assertEquals(List.of(0, 1, 2, 3, 4), served);
    assertEquals(5, pool.metrics().waits());
    assertEquals(1, mostAlive.get());
  }

  @Test
  void waitingInVainNamesPoolSizeAndTime() {
    InstancePool<String, Instance> pool = pool(0, 2, LONG, Duration.ofMillis(20));
    try (Lease<Instance> first = borrow(pool);
        Lease<Instance> second = borrow(pool)) {
      assertNotSame(first.instance(), second.instance());
      ConnectorException.Transient failure =
          assertThrows(ConnectorException.Transient.class, () -> borrow(pool));
      assertTrue(
          failure
              .getMessage()
              .startsWith(
                  "connector 'c' has no free instance: all 2 of its pool stayed in use or in the making for"),
          failure.getMessage());
      assertEquals("instances", failure.limit().orElseThrow().limit());
      assertEquals(1, pool.metrics().timeouts());
      assertEquals(0, pool.metrics().waiting());
      PoolEvent.TimedOut event =
          events.stream()
              .filter(PoolEvent.TimedOut.class::isInstance)
              .map(PoolEvent.TimedOut.class::cast)
              .findFirst()
              .orElseThrow();
      assertEquals(2, event.maximum());
      assertTrue(event.waited().toMillis() >= 20, event.toString());
    }
  }

  @Test
  void aCancelledBorrowerWaitsNoLonger() {
    InstancePool<String, Instance> pool = pool(0, 1, LONG, LONG);
    try (Lease<Instance> held = borrow(pool)) {
      Cancellation cancellation = new Cancellation();
      Future<?> waiting = borrowers.submit(() -> pool.borrow("k", cancellation));
      until(() -> pool.metrics().waiting() == 1);
      cancellation.cancel();
      assertTrue(
          failure(ConnectorException.Transient.class, waiting).getMessage().contains("cancelled"));
      assertEquals(0, pool.metrics().waiting());
      assertEquals(1, held.instance().number);
    }
  }

  @Test
  void anInterruptedBorrowerStaysInterrupted() throws Exception {
    InstancePool<String, Instance> pool = pool(0, 1, LONG, LONG);
    try (Lease<Instance> held = borrow(pool)) {
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Thread borrower =
          new Thread(
              () -> {
                assertThrows(ConnectorException.Transient.class, () -> borrow(pool));
                interrupted.complete(Thread.currentThread().isInterrupted());
              });
      borrower.start();
      until(() -> pool.metrics().waiting() == 1);
      borrower.interrupt();
      assertTrue(interrupted.get());
      assertEquals(1, held.instance().number);
    }
  }

  @Test
  void whatFailsToBeMadeTakesNoPlace() {
    InstancePool<String, Instance> pool = pool(0, 1, LONG, Duration.ZERO);
    factory =
        (key, cancellation) -> {
          throw new ConnectorException.Permanent("trapped");
        };
    for (int i = 0; i < 3; i++) {
      assertThrows(ConnectorException.Permanent.class, () -> borrow(pool));
    }
    factory = this::instance;
    borrow(pool).close();
    assertEquals(1, pool.metrics().created());
  }

  @Test
  void keepsSomeReadyAndReplacesThem() throws Exception {
    InstancePool<String, Instance> pool = pool(2, 10, LONG, LONG);
    pool.expect("k");
    background.submit(() -> {}).get();
    assertEquals(2, pool.metrics().idle());
    try (Lease<Instance> lease = borrow(pool)) {
      assertEquals(1, lease.instance().number);
      background.submit(() -> {}).get();
      assertEquals(2, pool.metrics().idle());
      assertEquals(3, pool.metrics().created());
    }
    assertTrue(
        events.stream()
            .filter(PoolEvent.Created.class::isInstance)
            .allMatch(event -> ((PoolEvent.Created) event).ahead()));
  }

  @Test
  void whatIsReadyServesOnlyWhomItWasMadeFor() throws Exception {
    InstancePool<String, Instance> pool = pool(2, 2, LONG, LONG);
    pool.expect("k");
    background.submit(() -> {}).get();
    try (Lease<Instance> other = pool.borrow("other", new Cancellation())) {
      assertEquals("other", other.instance().key);
    }
    assertTrue(mostAlive.get() <= 2, () -> mostAlive + " at once");
  }

  @Test
  void aFaultInTheBackgroundIsReportedAndNotRepeatedUntilSomebodyBorrows() throws Exception {
    InstancePool<String, Instance> pool = pool(1, 10, LONG, LONG);
    AtomicInteger attempts = new AtomicInteger();
    factory =
        (key, cancellation) -> {
          attempts.incrementAndGet();
          throw new ConnectorException.Permanent("trapped in start");
        };
    pool.expect("k");
    pool.expect("k");
    background.submit(() -> {}).get();
    assertEquals(1, attempts.get());
    assertInstanceOf(PoolEvent.PreparationFailed.class, events.element());

    factory = this::instance;
    borrow(pool).close();
    background.submit(() -> {}).get();
    assertEquals(1, pool.metrics().idle());
  }

  @Test
  void aPlaceIsFreeUntilTheInstanceForItIsBegun() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    factory =
        (key, cancellation) -> {
          begun.countDown();
          until(() -> finish.getCount() == 0);
          return new Instance(key);
        };
    pool(1, 1, LONG, LONG).expect("k");
    begun.await();
    factory = this::instance;
    InstancePool<String, Instance> pool = pool(1, 1, LONG, Duration.ZERO);
    pool.expect("k");
    try (Lease<Instance> lease = borrow(pool)) {
      assertEquals("k", lease.instance().key);
      finish.countDown();
      background.submit(() -> {}).get();
      assertEquals(new Counts(0, 1, 0), Counts.of(pool.metrics()));
      assertEquals(1, pool.metrics().created());
    }
    background.submit(() -> {}).get();
    assertEquals(1, pool.metrics().idle());
  }

  @Test
  void aRestingInstanceIsItsBorrowersUntilSomebodyElseNeedsThePlace() {
    InstancePool<String, Instance> pool = pool(0, 1, LONG, Duration.ZERO);
    Lease<Instance> first = borrow(pool);
    Instance instance = first.instance();
    assertTrue(first.rest());
    assertEquals(1, pool.metrics().idle());
    assertTrue(first.wake());
    assertSame(instance, first.instance());
    assertThrows(ConnectorException.Transient.class, () -> borrow(pool));

    assertTrue(first.rest());
    try (Lease<Instance> second = borrow(pool)) {
      assertEquals(2, second.instance().number);
      assertFalse(first.wake());
      first.close();
      assertEquals(1, alive.get());
    }
    assertEquals(1, mostAlive.get());
  }

  /** Or there would be one more than the maximum. */
  @Test
  void aPlaceIsAnothersWhenTheCallThatRanInItsInstanceHasEnded() throws Exception {
    InstancePool<String, Instance> pool = pool(0, 1, LONG, LONG);
    Lease<Instance> first = borrow(pool);
    Instance called = first.instance();
    called.call();
    Future<Lease<Instance>> waiting = borrowers.submit(() -> borrow(pool));
    until(() -> pool.metrics().waiting() == 1);
    first.close();
    first.close();
    assertEquals(new Counts(0, 1, 1), Counts.of(pool.metrics()));
    assertEquals(0, pool.metrics().discarded());
    assertEquals(1, numbers.get());
    assertFalse(events.stream().anyMatch(PoolEvent.Discarded.class::isInstance));

    IllegalStateException failure = new IllegalStateException("its state could not be closed");
    called.go(failure);
    assertEquals(2, waiting.get().instance().number);
    assertEquals(1, mostAlive.get());
    assertEquals(1, pool.metrics().discarded());
    assertTrue(
        events.contains(new PoolEvent.Discarded("c", PoolEvent.Reason.USED, Optional.of(failure))));
  }

  @Test
  void closingWaitsForCallsInClosedInstances() throws Exception {
    InstancePool<String, Instance> pool = pool(0, 2, LONG, LONG);
    Lease<Instance> lease = borrow(pool);
    lease.instance().call();
    lease.close();
    assertFalse(pool.close(Duration.ZERO), "a call runs");
    Future<Boolean> closing = borrowers.submit(() -> pool.close(LONG));
    lease.instance().go(null);
    assertTrue(closing.get());
  }

  @Test
  void doesNotRestWhileSomebodyWaits() throws Exception {
    InstancePool<String, Instance> pool = pool(0, 1, LONG, LONG);
    Lease<Instance> first = borrow(pool);
    Future<Lease<Instance>> waiting = borrowers.submit(() -> borrow(pool));
    until(() -> pool.metrics().waiting() == 1);
    assertFalse(first.rest());
    first.close();
    assertEquals(2, waiting.get().instance().number);
  }

  @Test
  void closesWhatIsIdleForTooLong() {
    InstancePool<String, Instance> pool = pool(0, 10, Duration.ofMillis(5), LONG);
    Lease<Instance> lease = borrow(pool);
    assertTrue(lease.rest());
    until(() -> alive.get() == 0);
    assertFalse(lease.wake());
    until(() -> events.contains(discarded(PoolEvent.Reason.IDLE)));
  }

  @Test
  void closesWhatWasMadeReadyForOthers() throws Exception {
    InstancePool<String, Instance> pool = pool(1, 10, Duration.ofMillis(5), LONG);
    pool.expect("old");
    background.submit(() -> {}).get();
    pool.expect("new");
    until(() -> events.contains(discarded(PoolEvent.Reason.IDLE)));
    try (Lease<Instance> fresh = pool.borrow("new", new Cancellation())) {
      assertEquals("new", fresh.instance().key);
    }
  }

  /** Whenever that began while another one was idle already. */
  @Test
  void closesWhatIsIdleAfterItsTimeAndBeforeTwiceThat() throws Exception {
    int idle = 20;
    for (int later = 0; later <= idle; later++) {
      ManualTimer time = new ManualTimer();
      timer = time;
      InstancePool<String, Instance> pool = pool(1, 10, Duration.ofMillis(idle), LONG);
      Lease<Instance> first = borrow(pool);
      Lease<Instance> second = borrow(pool);
      assertTrue(first.rest());
      time.pass(later);
      assertTrue(second.rest());
      for (String key : List.of("fresh, but not for long", "expected")) {
        pool.expect(key);
        background.submit(() -> {}).get();
      }
      int age = 0;
      while (alive.get() > 1) {
        time.pass(1);
        age++;
        assertTrue(age < 2 * idle, "begun after " + later + " and not closed yet");
      }
      assertTrue(age >= idle, "begun after " + later + " and closed when idle for " + age);
      assertEquals(1, pool.metrics().idle(), "what is expected stays");
      pool.close(Duration.ZERO);
    }
  }

  @Test
  void aListenerThatThrowsLosesNoInstance() throws Exception {
    AtomicInteger told = new AtomicInteger();
    listener =
        event -> {
          if (told.incrementAndGet() % 2 == 0) {
            throw new AssertionError("the listener fails");
          }
          throw new IllegalStateException("the listener fails");
        };
    ManualTimer time = new ManualTimer();
    timer = time;
    InstancePool<String, Instance> pool = pool(1, 4, Duration.ofMillis(1), Duration.ZERO);
    pool.expect("k");
    background.submit(() -> {}).get();
    assertEquals(1, pool.metrics().idle());
    List<Lease<Instance>> leases = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      leases.add(pool.borrow("other", new Cancellation()));
      // What is being made has a place that nobody can take.
      background.submit(() -> {}).get();
    }
    assertEquals(4, alive.get(), "the one made ahead had to go");
    assertThrows(ConnectorException.Transient.class, () -> borrow(pool));
    leases.get(0).close();
    assertTrue(leases.get(1).rest());
    assertTrue(leases.get(2).rest());
    background.submit(() -> {}).get();
    time.pass(2);
    assertFalse(leases.get(1).wake());
    leases.get(3).close();
    assertTrue(pool.close(Duration.ZERO));
    background.submit(() -> {}).get();
    assertEquals(0, alive.get());
    assertEquals(pool.metrics().created(), pool.metrics().discarded());
    assertTrue(told.get() > 8, told + " events");
  }

  private static PoolEvent discarded(PoolEvent.Reason reason) {
    return new PoolEvent.Discarded("c", reason, Optional.empty());
  }

  @Test
  void closingTurnsAwayWhoWaitsAndWhoComes() {
    InstancePool<String, Instance> pool = pool(0, 1, LONG, LONG);
    Lease<Instance> held = borrow(pool);
    Future<?> waiting = borrowers.submit(() -> borrow(pool));
    until(() -> pool.metrics().waiting() == 1);
    assertFalse(pool.close(Duration.ZERO), "one is in use");
    assertEquals(
        "connector 'c' is closed", failure(IllegalStateException.class, waiting).getMessage());
    assertThrows(IllegalStateException.class, () -> borrow(pool));
    assertFalse(held.rest(), "nothing rests in a closed pool");
    held.close();
    assertTrue(pool.close(Duration.ZERO));
    assertEquals(0, alive.get());
  }

  @Test
  void closingWaitsForBorrowers() throws Exception {
    InstancePool<String, Instance> pool = pool(1, 3, LONG, LONG);
    Lease<Instance> held = borrow(pool);
    Lease<Instance> resting = borrow(pool);
    assertTrue(resting.rest());
    background.submit(() -> {}).get();
    Future<Boolean> closing = borrowers.submit(() -> pool.close(LONG));
    until(() -> alive.get() == 1);
    assertFalse(closing.isDone());
    held.close();
    assertTrue(closing.get());
    assertEquals(new Counts(0, 0, 0), Counts.of(pool.metrics()));
  }

  private record Counts(int idle, int inUse, int waiting) {
    static Counts of(PoolMetrics metrics) {
      return new Counts(metrics.idle(), metrics.inUse(), metrics.waiting());
    }
  }

  @Test
  void closingCancelsWhatIsBeingMadeAhead() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    factory =
        (key, cancellation) -> {
          cancellation.onCancel(cancelled::countDown);
          begun.countDown();
          until(() -> cancelled.getCount() == 0);
          return new Instance(key);
        };
    InstancePool<String, Instance> pool = pool(1, 10, LONG, LONG);
    pool.expect("k");
    begun.await();
    assertTrue(pool.close(Duration.ZERO));
    background.submit(() -> {}).get();
    assertEquals(0, alive.get());
    assertEquals(0, pool.metrics().idle());
  }

  @Test
  void thereAreNeverMoreThanTheMaximum() throws Exception {
    InstancePool<String, Instance> pool = pool(2, 4, Duration.ofMillis(1), LONG);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String key = "k" + i % 3;
      all.add(
          borrowers.submit(
              () -> {
                for (int round = 0; round < 500; round++) {
                  try (Lease<Instance> lease = pool.borrow(key, new Cancellation())) {
                    assertEquals(key, lease.instance().key);
                    if (round % 3 == 0 && lease.rest()) {
                      lease.wake();
                    }
                  }
                }
              }));
    }
    for (Future<?> borrower : all) {
      borrower.get();
    }
    assertTrue(pool.close(LONG));
    background.submit(() -> {}).get();
    assertEquals(0, alive.get());
    assertTrue(mostAlive.get() <= 4, () -> mostAlive + " at once");
    assertEquals(pool.metrics().created(), pool.metrics().discarded());
  }
}
