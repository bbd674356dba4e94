package dev.witloof.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that a new project begins with: what all projects share, what its language has, the
 * contract as WIT and the library of the language. {@code templates/README.md} among the resources
 * is for those who write templates.
 */
final class ProjectTemplate {
  private static final String TEMPLATES = "/dev/witloof/cli/templates/";
  private static final String LIBRARIES = "/dev/witloof/cli/sdk/";
  private static final String WIT = "/witloof/wit";
  private static final String HIDDEN = "dot-";
  private static final String SCRIPT = ".sh";

  /** What kinds of connectors there are projects for. */
  enum Kind {
    SOURCE,
    DESTINATION;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** In which languages. */
  enum Language {
    RUST("Rust"),
    PYTHON("Python"),
    JS("JavaScript"),
    GO("Go"),
    C("C");

    private final String title;

    Language(String title) {
      this.title = title;
    }

    /** For people. */
    String title() {
      return title;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Kind kind;
  private final Language language;

  private ProjectTemplate(Kind kind, Language language) {
    this.kind = kind;
    this.language = language;
  }

  /**
   * The template for a kind of connector in a language.
   *
   * @throws BadInput when there is none, with those that there are
   */
  static ProjectTemplate of(Kind kind, Language language) {
    if (!exists(kind, language)) {
      List<String> others =
          Arrays.stream(Language.values())
              .filter(other -> exists(kind, other))
              .map(Language::toString)
              .toList();
      throw new BadInput(
          "there is no template for a %s in %s; there is one in %s"
              .formatted(kind, language.title(), String.join(", ", others)));
    }
    return new ProjectTemplate(kind, language);
  }

  private static boolean exists(Kind kind, Language language) {
    return ResourceTree.exists(TEMPLATES + kind + "/" + language);
  }

  /** The files by their paths in the project, with {@code /} between folders. */
  SortedMap<String, byte[]> files(ProjectName name) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String folder : List.of(kind + "/common", kind + "/" + language)) {
      ResourceTree.read(TEMPLATES + folder)
          .forEach((path, content) -> files.put(target(name.in(path)), filled(name, content)));
    }
    ResourceTree.read(WIT).forEach((path, content) -> files.put("wit/" + path, content));
    ResourceTree.read(LIBRARIES + language)
        .forEach((path, content) -> files.put("sdk/" + path, content));
    return files;
  }

  private static byte[] filled(ProjectName name, byte[] content) {
    return name.in(new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }

  /** Names that begin with a dot are written otherwise in templates, as tools pass those over. */
  private static String target(String path) {
    return path.replaceAll("(^|/)" + HIDDEN, "$1.");
  }

  /** Writes the files into a folder, which is made if it is not there. */
  void write(ProjectName name, Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files(name).entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
      if (file.getKey().endsWith(SCRIPT)) {
        makeExecutable(path);
      }
    }
  }

  /** For whoever may read it; where there are no such permissions, none are wanted. */
  private static void makeExecutable(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> permissions = EnumSet.copyOf(view.readAttributes().permissions());
    permissions.add(PosixFilePermission.OWNER_EXECUTE);
    if (permissions.contains(PosixFilePermission.GROUP_READ)) {
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
    }
    if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    view.setPermissions(permissions);
  }
}
