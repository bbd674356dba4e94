package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The classes of a cached module. Each is defined when it is first needed, from where it lies, so
 * that code which is never run costs no time, and none takes heap.
 */
final class MappedClasses extends ClassLoader {
  private final Map<String, ByteBuffer> notYetDefined;

  private MappedClasses(Map<String, ByteBuffer> classes) {
    // Generated code refers to the engine's classes.
    super(Machine.class.getClassLoader());
    notYetDefined = new ConcurrentHashMap<>(classes);
  }

  /**
   * Makes machines for a module's instances; they share the classes.
   *
   * @throws ChicoryException when there is no such main class, or it is no machine
   * @throws LinkageError when the main class is damaged
   */
  static Function<Instance, Machine> machines(String mainClass, Map<String, ByteBuffer> classes) {
    try {
      Constructor<? extends Machine> constructor =
          new MappedClasses(classes)
              .loadClass(mainClass)
              .asSubclass(Machine.class)
              .getConstructor(Instance.class);
      return instance -> newMachine(constructor, instance);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new ChicoryException(e);
    }
  }

  private static Machine newMachine(Constructor<? extends Machine> constructor, Instance instance) {
    try {
      return constructor.newInstance(instance);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new ChicoryException(e);
    } catch (ReflectiveOperationException e) {
      throw new ChicoryException(e);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ByteBuffer bytes = notYetDefined.remove(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, (ProtectionDomain) null);
  }
}
