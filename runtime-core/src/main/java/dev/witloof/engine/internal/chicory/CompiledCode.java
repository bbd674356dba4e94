package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.compiler.internal.ClassLoadingCollector;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A module as JVM classes, which are data until they are loaded.
 *
 * @param mainClass the name of the class that is the module's machine
 * @param classes the bytes of every class by name, as the JVM shall load them
 * @param interpreted the indices of the functions that have no code in them, ascending
 * @param interpretedOrigins the indices of the original module's functions that those are, or are
 *     parts of, ascending
 * @param largeMethods how many methods HotSpot does not compile at its default flags
 */
record CompiledCode(
    String mainClass,
    Map<String, byte[]> classes,
    List<Integer> interpreted,
    List<Integer> interpretedOrigins,
    int largeMethods) {

  /** Loads and verifies every class; all instances of the module share them. */
  Function<Instance, Machine> load() {
    ClassLoadingCollector loaded = new ClassLoadingCollector();
    classes.forEach(
        (name, bytes) -> {
          if (!name.equals(mainClass)) {
            loaded.put(name, bytes);
          }
        });
    // The last one, as it names the others.
    loaded.putMainClass(mainClass, classes.get(mainClass));
    return loaded.machineFactory();
  }
}
