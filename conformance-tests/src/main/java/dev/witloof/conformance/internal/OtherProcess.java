package dev.witloof.conformance.internal;

import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.Subject;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.util.Map;

/**
 * A native connector as another process would have it: its classes are loaded once more, so that
 * nothing is left in their static fields. What it was built on is shared.
 */
public final class OtherProcess implements AutoCloseable {
  private final Classes classes;
  private final ConnectorProvider provider;

  private OtherProcess(Classes classes, ConnectorProvider provider) {
    this.classes = classes;
    this.provider = provider;
  }

  /**
   * The connector of a subject, loaded once more.
   *
   * @throws NotApplicable when it cannot be, as it is not a registered provider
   */
  public static OtherProcess of(Subject subject) {
    String name = subject.connector().connector().name();
    if (subject.connector().connector().report().isPresent()) {
      throw new NotApplicable("a wasm connector keeps nothing from one instance to the next");
    }
    ConnectorProvider registered =
        ConnectorProvider.named(name)
            .orElseThrow(
                () ->
                    new NotApplicable(
                        "'%s' is no registered ConnectorProvider, and cannot be loaded once more"
                            .formatted(name)));
    CodeSource code = registered.getClass().getProtectionDomain().getCodeSource();
    if (code == null) {
      throw new NotApplicable("where the classes of '%s' are is unknown".formatted(name));
    }
    Classes classes = new Classes(code.getLocation(), registered.getClass().getClassLoader());
    try {
      Object again =
          classes.loadClass(registered.getClass().getName()).getDeclaredConstructor().newInstance();
      return new OtherProcess(classes, (ConnectorProvider) again);
    } catch (ReflectiveOperationException | LinkageError | ClassCastException failure) {
      throw new NotApplicable("'%s' cannot be loaded once more: %s".formatted(name, failure));
    }
  }

  /** Opens a source there. */
  public Source open(Map<String, String> config) {
    return provider.openSource(config);
  }

  @Override
  public void close() {
    try {
      classes.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the classes of the connector cannot be let go", e);
    }
  }

  /** Loads the classes of one place itself, and leaves all others to who has them. */
  private static final class Classes extends URLClassLoader {
    Classes(URL place, ClassLoader others) {
      super(new URL[] {place}, others);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        boolean here = findResource(name.replace('.', '/') + ".class") != null;
        if (!here || findLoadedClass(name) != null) {
          return super.loadClass(name, resolve);
        }
        return findClass(name);
      }
    }
  }
}
