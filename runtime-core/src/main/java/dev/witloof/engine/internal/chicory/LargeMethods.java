package dev.witloof.engine.internal.chicory;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.witloof.engine.TargetJvm;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import org.objectweb.asm.ClassReader;

/** Counts the methods that HotSpot leaves to its interpreter because they are large. */
final class LargeMethods {
  private static final String FLAG = "DontCompileHugeMethods";

  /** Sizes of what a class file is made of (Java virtual machine specification, chapter 4). */
  private static final int SHORT = 2;

  private static final int CLASS_HEAD = 3 * SHORT;
  private static final int MEMBER_HEAD = 3 * SHORT;
  private static final int ATTRIBUTE_HEAD = SHORT + Integer.BYTES;
  private static final int STACK_AND_LOCALS = 2 * SHORT;

  private final ClassReader reader;
  private final char[] buffer;
  private int at;
  private int large;

  private LargeMethods(byte[] bytes) {
    reader = new ClassReader(bytes);
    buffer = new char[reader.getMaxStringLength()];
    at = reader.header + CLASS_HEAD;
  }

  /** How many methods of the classes are that large. */
  static int count(Collection<byte[]> classes) {
    return classes.stream().mapToInt(bytes -> new LargeMethods(bytes).count()).sum();
  }

  /** How many of so many large methods such a JVM does not compile: all or none. */
  static int slow(int large, TargetJvm jvm) {
    return large > 0 && areSlow(jvm) ? large : 0;
  }

  /** Whether such a JVM leaves large methods to its interpreter. */
  static boolean areSlow(TargetJvm jvm) {
    return switch (jvm) {
      case THIS -> areSlowHere();
      case DEFAULTS -> true;
      case LARGE_METHODS -> false;
    };
  }

  private static boolean areSlowHere() {
    try {
      HotSpotDiagnosticMXBean hotSpot =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return hotSpot != null && Boolean.parseBoolean(hotSpot.getVMOption(FLAG).getValue());
    } catch (IllegalArgumentException | NoClassDefFoundError e) {
      // A JVM that lacks the flag, or another than HotSpot, has no such limit that is known.
      return false;
    }
  }

  private int count() {
    at += SHORT + SHORT * reader.readUnsignedShort(at);
    members();
    members();
    return large;
  }

  /** Walks over the fields or the methods; fields have no code. */
  private void members() {
    int count = next();
    for (int i = 0; i < count; i++) {
      at += MEMBER_HEAD;
      for (int attributes = next(); attributes > 0; attributes--) {
        attribute();
      }
    }
  }

  private void attribute() {
    int content = at + ATTRIBUTE_HEAD;
    if ("Code".equals(reader.readUTF8(at, buffer))
        && reader.readInt(content + STACK_AND_LOCALS) > CodeSize.COMPILED) {
      large++;
    }
    at = content + reader.readInt(at + SHORT);
  }

  private int next() {
    int value = reader.readUnsignedShort(at);
    at += SHORT;
    return value;
  }
}
