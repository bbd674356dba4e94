package dev.witloof.component.internal.typed;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Java method or constructor, as WIT sees it.
 *
 * @param contextual whether the parameter that is none of WIT comes first
 * @param parameters those of WIT
 */
record Signature(Executable executable, boolean contextual, List<Type> parameters, Type result) {

  /** {@code context} is the class of a first parameter that is none of WIT. */
  static Signature of(Executable executable, Class<?> context) {
    List<Type> parameters = new ArrayList<>(Arrays.asList(executable.getGenericParameterTypes()));
    boolean contextual = !parameters.isEmpty() && parameters.get(0) == context;
    if (contextual) {
      parameters.remove(0);
    }
    Type result =
        executable instanceof Method method
            ? method.getGenericReturnType()
            : executable.getDeclaringClass();
    return new Signature(executable, contextual, List.copyOf(parameters), result);
  }

  boolean isStatic() {
    return executable instanceof Constructor || Modifier.isStatic(executable.getModifiers());
  }

  @Override
  public String toString() {
    String modifier = executable instanceof Method && isStatic() ? "static " : "";
    String name =
        executable instanceof Method method
            ? Names.of(result) + " " + method.getName()
            : "new " + Names.of(result);
    String thrown = Names.of(Arrays.asList(executable.getGenericExceptionTypes()));
    return modifier
        + name
        + "("
        + Names.of(Arrays.asList(executable.getGenericParameterTypes()))
        + ")"
        + (thrown.isEmpty() ? "" : " throws " + thrown);
  }
}
