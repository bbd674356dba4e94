package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import dev.witloof.engine.InterpretedFunction.Reason;
import dev.witloof.engine.internal.cache.CacheEntry;
import dev.witloof.engine.internal.cache.CorruptEntry;
import dev.witloof.engine.internal.rewrite.Skeleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A module as an entry of the cache holds it: all that running it takes besides the structure of
 * the original, which is decoded from that.
 *
 * @param skeleton the rewritten module's {@link Skeleton#module}
 * @param data its {@link Skeleton#data}
 * @param mainClass the name of the class that is the module's machine
 * @param classes the bytes of every class by binary name
 * @param interpreted the indices of the functions that have no code in them, ascending
 * @param interpretedOrigins as of {@link CompiledCode}
 * @param largeMethods as of {@link CompiledCode}
 */
record StoredModule(
    ByteBuffer skeleton,
    ByteBuffer data,
    String mainClass,
    Map<String, ByteBuffer> classes,
    List<Integer> interpreted,
    SortedMap<Integer, Reason> interpretedOrigins,
    int largeMethods) {
  /** Changes with how modules are written to an entry. Part of the entry's key. */
  static final int VERSION = 4;

  static StoredModule of(Prepared prepared) {
    CompiledCode code = prepared.code();
    Skeleton skeleton =
        Skeleton.of(prepared.rewritten(), prepared.importedFunctions(), code.interpreted());
    return new StoredModule(
        ByteBuffer.wrap(skeleton.module()),
        ByteBuffer.wrap(skeleton.data()),
        code.mainClass(),
        code.buffers(),
        code.interpreted(),
        code.interpretedOrigins(),
        code.largeMethods());
  }

  /** Bytes of its classes and its data, about. */
  long bytes() {
    return skeleton.remaining()
        + data.remaining()
        + classes.values().stream().mapToLong(ByteBuffer::remaining).sum();
  }

  ParsedModule parse() {
    byte[] bytes = new byte[skeleton.remaining()];
    skeleton.duplicate().get(bytes);
    return ModuleParser.parse(bytes, data, interpreted);
  }

  Function<Instance, Machine> machines() {
    return LazyClasses.machines(mainClass, classes);
  }

  /** The parts of an entry: what tells the others apart, then for each module its own. */
  static List<ByteBuffer> write(List<StoredModule> modules) {
    ByteArrayOutputStream index = new ByteArrayOutputStream();
    List<ByteBuffer> parts = new ArrayList<>();
    try (DataOutputStream out = new DataOutputStream(index)) {
      out.writeInt(modules.size());
      for (StoredModule module : modules) {
        module.write(out);
        parts.add(module.skeleton);
        parts.add(module.data);
        parts.addAll(module.classes.values());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    parts.add(0, ByteBuffer.wrap(index.toByteArray()));
    return parts;
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeUTF(mainClass);
    write(out, interpreted);
    out.writeInt(interpretedOrigins.size());
    for (Map.Entry<Integer, Reason> origin : interpretedOrigins.entrySet()) {
      out.writeInt(origin.getKey());
      out.writeUTF(origin.getValue().name());
    }
    out.writeInt(largeMethods);
    out.writeInt(classes.size());
    for (String name : classes.keySet()) {
      out.writeUTF(name);
    }
  }

  private static void write(DataOutputStream out, List<Integer> functions) throws IOException {
    out.writeInt(functions.size());
    for (int function : functions) {
      out.writeInt(function);
    }
  }

  /**
   * The modules of an entry.
   *
   * @throws CorruptEntry when it does not hold modules
   */
  static List<StoredModule> read(CacheEntry entry) throws CorruptEntry {
    try {
      Iterator<ByteBuffer> parts = entry.parts().iterator();
      ByteBuffer index = parts.next();
      byte[] bytes = new byte[index.remaining()];
      index.get(bytes);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      int count = in.readInt();
      List<StoredModule> modules = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        modules.add(read(in, parts));
      }
      return modules;
    } catch (IOException | NoSuchElementException e) {
      throw new CorruptEntry("it does not hold modules: " + e, e);
    }
  }

  private static StoredModule read(DataInputStream in, Iterator<ByteBuffer> parts)
      throws IOException {
    String mainClass = in.readUTF();
    List<Integer> interpreted = readFunctions(in);
    SortedMap<Integer, Reason> origins = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      origins.put(in.readInt(), Reason.valueOf(in.readUTF()));
    }
    int largeMethods = in.readInt();
    ByteBuffer skeleton = parts.next();
    ByteBuffer data = parts.next();
    Map<String, ByteBuffer> classes = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      classes.put(in.readUTF(), parts.next());
    }
    return new StoredModule(skeleton, data, mainClass, classes, interpreted, origins, largeMethods);
  }

  private static List<Integer> readFunctions(DataInputStream in) throws IOException {
    List<Integer> functions = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      functions.add(in.readInt());
    }
    return List.copyOf(functions);
  }
}
