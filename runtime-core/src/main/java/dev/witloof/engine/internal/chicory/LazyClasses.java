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
 * The classes of a module. Each is defined when it is first needed, so that the JVM verifies no
 * code that is never run; those of a cached module from where they lie, so that none takes heap.
 */
final class LazyClasses extends ClassLoader {
  private final Map<String, ByteBuffer> notYetDefined;

  private LazyClasses(Map<String, ByteBuffer> classes) {
    // Generated code refers to the engine's classes, and to Chicory's.
    super(GuestCode.class.getClassLoader());
    notYetDefined = new ConcurrentHashMap<>(classes);
  }

  /**
   * Makes machines for a module's instances; they share the classes.
   *
   * @param classes by binary name
   * @throws ChicoryException when there is no such main class, or it is no machine
   * @throws LinkageError when the main class is damaged
   */
  static Function<Instance, Machine> machines(String mainClass, Map<String, ByteBuffer> classes) {
    try {
      LazyClasses loader = new LazyClasses(classes);
      FirstUse.initialise(loader.loadClass(GeneratedCode.HELPER.replace('/', '.')));
      Constructor<? extends Machine> constructor =
          loader.loadClass(mainClass).asSubclass(Machine.class).getConstructor(Instance.class);
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

  /** Looks among its own classes first: its parent would search the class path for each. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> defined = findLoadedClass(name);
      if (defined != null) {
        return defined;
      }
      ByteBuffer bytes = notYetDefined.get(name);
      return bytes == null ? super.loadClass(name, resolve) : define(name, bytes);
    }
  }

  /**
   * The bytes go only once the class is there: a guest that needs it when no stack is left for that
   * must not spoil it for others.
   */
  private Class<?> define(String name, ByteBuffer bytes) {
    Class<?> defined = defineClass(name, bytes.duplicate(), (ProtectionDomain) null);
    notYetDefined.remove(name);
    return defined;
  }
}
