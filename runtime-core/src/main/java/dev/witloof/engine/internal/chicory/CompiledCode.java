package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import dev.witloof.engine.InterpretedFunction.Reason;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * A module as JVM classes, which are data until they are loaded.
 *
 * @param mainClass the name of the class that is the module's machine
 * @param classes the bytes of every class by binary name, as the JVM shall load them
 * @param interpreted the indices of the functions that have no code in them, ascending
 * @param interpretedOrigins the indices of the original module's functions that those are, or are
 *     parts of, with the reasons
 * @param largeMethods how many methods HotSpot does not compile at its default flags
 */
record CompiledCode(
    String mainClass,
    Map<String, byte[]> classes,
    List<Integer> interpreted,
    SortedMap<Integer, Reason> interpretedOrigins,
    int largeMethods) {

  /** Loads the main class, and others when they are needed; all instances share them. */
  Function<Instance, Machine> load() {
    return LazyClasses.machines(mainClass, buffers());
  }

  /** Bytes of its classes. */
  long bytes() {
    return classes.values().stream().mapToLong(bytes -> bytes.length).sum();
  }

  /** The bytes of every class by binary name. */
  Map<String, ByteBuffer> buffers() {
    Map<String, ByteBuffer> buffers = new LinkedHashMap<>();
    classes.forEach((name, bytes) -> buffers.put(name, ByteBuffer.wrap(bytes)));
    return buffers;
  }
}
