package dev.witloof.component.internal.typed;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods of a class that may stand for functions: its own and inherited, none private. */
final class Methods {
  private final Class<?> type;
  private final List<Method> all;

  Methods(Class<?> type) {
    this.type = type;
    Map<String, Method> bySignature = new LinkedHashMap<>();
    for (Class<?> one : lineage(type)) {
      Arrays.stream(one.getDeclaredMethods())
          .filter(method -> !method.isSynthetic() && !Modifier.isPrivate(method.getModifiers()))
          .forEach(
              method ->
                  bySignature.putIfAbsent(
                      method.getName() + Arrays.toString(method.getParameterTypes()), method));
    }
    this.all = List.copyOf(bySignature.values());
  }

  private static Set<Class<?>> lineage(Class<?> type) {
    Set<Class<?>> lineage = new LinkedHashSet<>();
    Deque<Class<?>> left = new ArrayDeque<>(List.of(type));
    while (!left.isEmpty()) {
      Class<?> one = left.removeFirst();
      if (one != Object.class && lineage.add(one)) {
        if (one.getSuperclass() != null) {
          left.add(one.getSuperclass());
        }
        left.addAll(Arrays.asList(one.getInterfaces()));
      }
    }
    return lineage;
  }

  /** Those with a given name of WIT. */
  List<Executable> named(String wit) {
    return select(
        all.stream()
            .filter(
                method -> Names.given(method).filter(name -> name.value().equals(wit)).isPresent())
            .toList());
  }

  /** Those without one whose Java name follows from that of WIT. */
  List<Executable> derived(String wit, boolean isStatic) {
    return select(
        all.stream()
            .filter(
                method ->
                    Names.given(method).isEmpty()
                        && method.getName().equals(Names.camel(wit))
                        && Modifier.isStatic(method.getModifiers()) == isStatic)
            .toList());
  }

  private static List<Executable> select(List<Method> methods) {
    return new ArrayList<>(methods);
  }

  List<Executable> constructors() {
    return Arrays.stream(type.getDeclaredConstructors())
        .filter(one -> !Modifier.isPrivate(one.getModifiers()) && !one.isSynthetic())
        .map(Executable.class::cast)
        .toList();
  }

  /** All that have a given name of WIT. */
  List<Method> claims() {
    return all.stream().filter(method -> Names.given(method).isPresent()).toList();
  }
}
