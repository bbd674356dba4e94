package dev.witloof.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** A folder of the class path with all that is in it, be it in a jar or not. */
final class ResourceTree {
  private ResourceTree() {}

  /**
   * Whether there is such a folder.
   *
   * @param folder from the root of the class path: {@code /witloof/wit}
   */
  static boolean exists(String folder) {
    return ResourceTree.class.getResource(folder) != null;
  }

  /**
   * The files in a folder and the folders in it, by their paths from there, with {@code /} between
   * folders.
   *
   * @throws IllegalStateException when there is no such folder: the build left it out
   */
  static SortedMap<String, byte[]> read(String folder) throws IOException {
    URL url = ResourceTree.class.getResource(folder);
    if (url == null) {
      throw new IllegalStateException("this build of witloof lacks the resources " + folder);
    }
    return read(url);
  }

  /** The files in a folder that is at a URL of a file or of an entry in a jar. */
  static SortedMap<String, byte[]> read(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    return connection instanceof JarURLConnection jar ? ofJar(jar) : ofFolder(url);
  }

  private static SortedMap<String, byte[]> ofJar(JarURLConnection connection) throws IOException {
    connection.setUseCaches(false);
    String prefix = connection.getEntryName().replaceAll("/*$", "/");
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (JarFile jar = connection.getJarFile()) {
      for (JarEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
        if (entry.getName().startsWith(prefix)) {
          try (InputStream content = jar.getInputStream(entry)) {
            files.put(entry.getName().substring(prefix.length()), content.readAllBytes());
          }
        }
      }
    }
    return files;
  }

  private static SortedMap<String, byte[]> ofFolder(URL url) throws IOException {
    Path root = Path.of(uri(url));
    List<Path> found;
    try (Stream<Path> paths = Files.walk(root)) {
      found = paths.filter(Files::isRegularFile).toList();
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Path file : found) {
      files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
    }
    return files;
  }

  private static URI uri(URL url) throws IOException {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IOException("the resources at " + url + " cannot be read", e);
    }
  }
}
