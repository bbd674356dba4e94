package dev.witloof.component.internal.typed;

import dev.witloof.component.type.ValueType;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Variants and results as sealed interfaces, enums and flags as enums. */
final class CasePlanner {
  private final ConverterPlanner planner;

  CasePlanner(ConverterPlanner planner) {
    this.planner = planner;
  }

  /** The records that a sealed interface permits, one for each case. */
  Converter sealed(ValueType type, List<ValueType.Case> cases, Class<?> java, String place) {
    List<Class<?>> records = Arrays.asList(java.getPermittedSubclasses());
    Map<String, CaseForm.Case> forms = new LinkedHashMap<>();
    for (ValueType.Case one : cases) {
      Optional<Class<?>> found = records.stream().filter(record -> stands(record, one)).findFirst();
      if (found.isEmpty()) {
        planner.fault(
            "%s: %s lacks a record %s with %s for the case '%s'"
                .formatted(
                    place,
                    Names.of(java),
                    Names.pascal(one.name()),
                    one.payload().isPresent() ? "one component" : "no component",
                    one.name()));
      } else {
        forms.put(one.name(), form(one, found.get(), place));
      }
    }
    records.stream()
        .filter(record -> cases.stream().noneMatch(one -> stands(record, one)))
        .forEach(
            extra ->
                planner.fault(
                    "%s: %s stands for no case of %s"
                        .formatted(
                            place,
                            Names.of(extra),
                            cases.stream().map(ValueType.Case::name).toList())));
    return forms.size() == cases.size()
        ? new CaseForm(forms, type instanceof ValueType.ResultOf)
        : Converter.SAME;
  }

  private static boolean stands(Class<?> record, ValueType.Case one) {
    return record.isRecord()
        && record.getRecordComponents().length == (one.payload().isPresent() ? 1 : 0)
        && Names.isNamed(record, record.getSimpleName(), one.name(), Names.pascal(one.name()));
  }

  private CaseForm.Case form(ValueType.Case one, Class<?> record, String place) {
    List<Converter> payload =
        one.payload()
            .map(
                type -> {
                  RecordComponent component = record.getRecordComponents()[0];
                  return planner.plan(
                      type, component.getGenericType(), place + ", case '" + one.name() + "'");
                })
            .map(List::of)
            .orElse(List.of());
    return new CaseForm.Case(one.name(), record, new RecordForm(record, payload));
  }

  /** The constants of an enum, one for each label. */
  ConstantForm constants(List<String> labels, Class<?> java, String place) {
    Map<String, Enum<?>> constants = new LinkedHashMap<>();
    for (Field field : java.getFields()) {
      if (field.isEnumConstant()) {
        labels.stream()
            .filter(label -> Names.isNamed(field, field.getName(), label, Names.constant(label)))
            .forEach(label -> constants.put(label, constant(java, field.getName())));
      }
    }
    if (constants.size() != labels.size() || java.getEnumConstants().length != labels.size()) {
      planner.fault(
          "%s: enum %s must have the constants %s"
              .formatted(
                  place,
                  Names.of(java),
                  labels.stream().map(Names::constant).collect(Collectors.joining(", "))));
    }
    return new ConstantForm(java, constants);
  }

  private static Enum<?> constant(Class<?> java, String name) {
    return Arrays.stream(java.getEnumConstants())
        .map(constant -> (Enum<?>) constant)
        .filter(constant -> constant.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
