package dev.witloof.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.type.ValueType.Case;
import dev.witloof.component.type.ValueType.Named;
import dev.witloof.component.type.ValueType.Primitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignatureDiffTest {
  private static final ValueType BYTES = new ValueType.ListOf(Primitive.U8);

  @Test
  void findsNothingInEqualSignatures() {
    assertEquals(List.of(), diff(func(Optional.of(BYTES), BYTES), func(Optional.of(BYTES), BYTES)));
  }

  @Test
  void ignoresWhatIsThereBeyondTheContract() {
    ExternType.Func function = func(Optional.empty());
    assertEquals(
        List.of(),
        SignatureDiff.of(
            instance(Map.of("f", function)), instance(Map.of("f", function, "more", function))));
  }

  @Test
  void namesAMissingFunctionWithItsSignature() {
    assertEquals(
        List.of("f is missing; expected func(p0: list<u8>) -> string"),
        SignatureDiff.of(
            instance(Map.of("f", func(Optional.of(Primitive.STRING), BYTES))), instance(Map.of())));
  }

  @Test
  void namesThePathOfADifferentType() {
    assertEquals(
        List.of("f, parameter p0, option: expected list<u8>, found string"),
        diff(
            func(Optional.empty(), new ValueType.OptionOf(BYTES)),
            func(Optional.empty(), new ValueType.OptionOf(Primitive.STRING))));
  }

  @Test
  void countsParametersAndSeesAMissingResult() {
    assertEquals(
        List.of("f: expected 1 parameters, found 0", "f, result: expected list<u8>, found nothing"),
        diff(func(Optional.of(BYTES), BYTES), func(Optional.empty())));
  }

  @Test
  void comparesRecordsFieldByField() {
    ValueType expected =
        new ValueType.RecordOf(
            List.of(new Named("a", Primitive.U32), new Named("b", Primitive.BOOL)));
    ValueType found =
        new ValueType.RecordOf(
            List.of(
                new Named("a", Primitive.U64),
                new Named("c", Primitive.BOOL),
                new Named("d", Primitive.BOOL)));
    assertEquals(
        List.of(
            "f, result, field a: expected u32, found u64",
            "f, result, field number 2: expected b, found 'c'",
            "f, result, field 'd' is not expected"),
        diff(func(Optional.of(expected)), func(Optional.of(found))));
  }

  @Test
  void comparesVariantsCaseByCase() {
    ValueType expected =
        new ValueType.VariantOf(
            List.of(new Case("x", Optional.of(Primitive.U32)), new Case("y", Optional.empty())));
    ValueType found = new ValueType.VariantOf(List.of(new Case("x", Optional.empty())));
    assertEquals(
        List.of("f, result, case x: expected u32, found nothing", "f, result, case y is missing"),
        diff(func(Optional.of(expected)), func(Optional.of(found))));
  }

  @Test
  void takesResourcesForEqualWhenTheyStandInTheSamePlaces() {
    ResourceType ours = new ResourceType(0, "handle");
    ResourceType theirs = new ResourceType(7, "handle");
    ResourceType another = new ResourceType(8, "handle");
    ExternType.Func expected =
        func(Optional.of(new ValueType.Own(ours)), new ValueType.Borrow(ours));

    assertEquals(
        List.of(),
        diff(expected, func(Optional.of(new ValueType.Own(theirs)), new ValueType.Borrow(theirs))));
    assertEquals(
        List.of("f, result: expected own<handle>, found own<handle> of another resource"),
        diff(
            expected, func(Optional.of(new ValueType.Own(another)), new ValueType.Borrow(theirs))));
  }

  private static List<String> diff(ExternType.Func expected, ExternType.Func found) {
    return SignatureDiff.of(instance(Map.of("f", expected)), instance(Map.of("f", found)));
  }

  private static ExternType.Instance instance(Map<String, ExternType> exports) {
    return new ExternType.Instance(new LinkedHashMap<>(exports));
  }

  private static ExternType.Func func(Optional<ValueType> result, ValueType... params) {
    List<Named> named = new java.util.ArrayList<>();
    for (ValueType param : params) {
      named.add(new Named("p" + named.size(), param));
    }
    return new ExternType.Func(named, result);
  }
}
