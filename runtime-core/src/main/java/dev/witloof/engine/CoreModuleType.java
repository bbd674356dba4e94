package dev.witloof.engine;

import java.util.List;
import java.util.Map;

/** The imports, in order, and the exports of a core module. */
public record CoreModuleType(List<Import> imports, Map<String, CoreType> exports) {
  /** One import. Two imports may share module and name. */
  public record Import(String module, String name, CoreType type) {}
}
