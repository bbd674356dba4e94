package dev.witloof.cli;

import dev.witloof.engine.TargetJvm;
import java.util.List;
import java.util.Locale;

/** Which JVMs connectors are compiled for, as {@code --for} has it. */
enum JvmChoice {
  DEFAULTS(TargetJvm.DEFAULTS),
  LAUNCHER(TargetJvm.LARGE_METHODS),
  BOTH(TargetJvm.DEFAULTS, TargetJvm.LARGE_METHODS);

  private final List<TargetJvm> jvms;

  JvmChoice(TargetJvm... jvms) {
    this.jvms = List.of(jvms);
  }

  List<TargetJvm> jvms() {
    return jvms;
  }

  /** How one is called. */
  static String key(TargetJvm jvm) {
    return (jvm == TargetJvm.DEFAULTS ? DEFAULTS : LAUNCHER).name().toLowerCase(Locale.ROOT);
  }
}
