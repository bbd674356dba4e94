package dev.witloof.component.internal.instance;

import dev.witloof.component.ExternValue;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is offered for imports, in the light of what is wanted: the types that an import only refers
 * to need not be given, and the host's functions take parameters of any name.
 */
final class OfferedTypes {
  private final Set<ResourceType> known = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Whether an import of that type needs nothing, as nothing of it runs. */
  boolean needsNothing(ExternType wanted) {
    if (wanted instanceof ExternType.Instance instance) {
      return instance.exports().values().stream().allMatch(this::needsNothing);
    }
    return wanted instanceof ExternType.TypeEq
        || wanted instanceof ExternType.Declared
        || wanted instanceof ExternType.Resource resource && known.contains(resource.type());
  }

  /** Remembers the resources of an import that was looked at: later ones may refer to them. */
  void remember(ExternType wanted) {
    if (wanted instanceof ExternType.Resource resource) {
      known.add(resource.type());
    } else if (wanted instanceof ExternType.Instance instance) {
      instance.exports().values().forEach(this::remember);
    }
  }

  /** The offered type, completed by what is wanted and {@linkplain #needsNothing needs nothing}. */
  ExternType completed(ExternType wanted, ExternType offered) {
    if (!(wanted instanceof ExternType.Instance wants)
        || !(offered instanceof ExternType.Instance has)) {
      return offered;
    }
    Map<String, ExternType> exports = new LinkedHashMap<>(has.exports());
    wants
        .exports()
        .forEach(
            (name, export) -> {
              ExternType given = exports.get(name);
              if (given != null) {
                exports.put(name, completed(export, given));
              } else if (needsNothing(export)) {
                exports.put(name, export);
              }
              remember(export);
            });
    return new ExternType.Instance(exports);
  }

  /**
   * The type of a value as far as it is wanted, with the wanted names of the parameters of the
   * host's functions.
   */
  static ExternType typeOf(ExternValue value, ExternType wanted) {
    if (value instanceof ExternValue.Instance instance
        && wanted instanceof ExternType.Instance wants) {
      Map<String, ExternType> exports = new LinkedHashMap<>();
      wants
          .exports()
          .forEach(
              (name, type) -> {
                ExternValue inner = instance.exports().get(name);
                if (inner != null) {
                  exports.put(name, typeOf(inner, type));
                }
              });
      return new ExternType.Instance(exports);
    } else if (value instanceof ExternValue.HostFunc function
        && wanted instanceof ExternType.Func wants) {
      return named(function.type(), wants.params());
    }
    return value.type();
  }

  private static ExternType.Func named(ExternType.Func type, List<ValueType.Named> wanted) {
    List<ValueType.Named> params = new ArrayList<>();
    for (int i = 0; i < type.params().size(); i++) {
      ValueType.Named param = type.params().get(i);
      params.add(
          i < wanted.size() ? new ValueType.Named(wanted.get(i).name(), param.type()) : param);
    }
    return new ExternType.Func(params, type.result());
  }
}
