package dev.witloof.conformance.internal.watch;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Where a call is that does not return: the stack of its thread, down to the call. */
final class StuckCall extends Exception {
  private static final long serialVersionUID = 1L;
  private static final String KIT = Watch.class.getPackageName() + ".";
  private static final int MOST_FRAMES = 20;

  StuckCall(Thread thread) {
    super("the stack of thread '" + thread.getName() + "'");
    List<StackTraceElement> frames =
        Arrays.stream(thread.getStackTrace())
            .takeWhile(frame -> !frame.getClassName().startsWith(KIT))
            .toList();
    setStackTrace(frames.toArray(StackTraceElement[]::new));
  }

  /** The innermost frames, a line each. */
  String frames() {
    return Arrays.stream(getStackTrace())
        .limit(MOST_FRAMES)
        .map(frame -> "    at " + text(frame))
        .collect(Collectors.joining("\n"));
  }

  /** Without the module and its version, which are the JVM's business. */
  private static String text(StackTraceElement frame) {
    return "%s.%s(%s:%d)"
        .formatted(
            frame.getClassName(),
            frame.getMethodName(),
            frame.getFileName(),
            frame.getLineNumber());
  }
}
