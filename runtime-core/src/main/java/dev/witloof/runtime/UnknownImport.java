package dev.witloof.runtime;

import dev.witloof.component.type.ExternType;

/** What to do about an import that no provider knows. */
final class UnknownImport {
  private UnknownImport() {}

  static String remedy(String name, ExternType type) {
    if (!(type instanceof ExternType.Instance)) {
      return "import interfaces only; functions, modules and components cannot be imported";
    }
    if (name.startsWith("wasi:") && name.contains("@0.3")) {
      return "build the connector against WASI 0.2; WASI 0.3 is not supported";
    }
    if (name.startsWith("wasi:filesystem/")) {
      return "build the connector without file access; there are no files in the sandbox";
    }
    if (name.startsWith("wasi:sockets/")) {
      return "use wasi:http; there are no sockets in the sandbox";
    }
    return "build the connector without this import, or compose it with a component that exports it,"
        + " as with wac plug; the world host of the WIT package has what there is";
  }
}
