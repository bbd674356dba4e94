"""How a rival talks with the benchmark: see dev.witloof.benchmarks.rival.Rival."""
import gc
import sys
import time


def timed(work):
    """Does the work; (nanoseconds, its result)."""
    start = time.perf_counter_ns()
    result = work()
    return time.perf_counter_ns() - start, result


def take(call):
    """For each number of milliseconds on standard input: call() for that long, then a line with the numbers of a Turn.

    call() returns the nanoseconds that count and a result."""
    gc.disable()
    for line in sys.stdin:
        until, calls, elapsed, lowest = int(line) * 1_000_000, 0, 0, 1 << 62
        while calls == 0 or elapsed < until:
            took, result = call()
            calls += 1
            elapsed += took
            lowest = min(lowest, took)
        print(calls, elapsed, lowest, result, flush=True)
