package dev.witloof.component.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import dev.witloof.component.internal.binary.ComponentReader;
import dev.witloof.component.internal.plan.CoreItem;
import dev.witloof.component.internal.plan.LinkPlan;
import dev.witloof.component.internal.plan.LinkPlan.PlanExport;
import dev.witloof.component.internal.plan.LinkPlan.PlanResource;
import dev.witloof.component.internal.plan.Step;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ValueType;
import dev.witloof.engine.CoreModules;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LinearizerTest {
  private static LinkPlan plan(String component) throws IOException {
    try (InputStream in =
        LinearizerTest.class.getResourceAsStream("/components/rules/" + component + ".wasm")) {
      return Linearizer.component(ComponentReader.read(in.readAllBytes()), CoreModules::validate)
          .plan();
    }
  }

  /** The resource that the exported instance's function {@code f} takes. */
  private static Object taken(LinkPlan plan, String export) {
    PlanExport.Instance instance = (PlanExport.Instance) plan.exports().get(export);
    ExternType.Func type = ((PlanExport.Function) instance.exports().get("f")).type();
    return ((ValueType.Own) type.params().get(0).type()).resource();
  }

  @Test
  void inlinesEachInstantiationWithResourcesOfItsOwn() throws IOException {
    LinkPlan plan = plan("two-instances-of-a-component");

    assertEquals(
        List.of(OptionalInt.empty(), OptionalInt.of(0), OptionalInt.of(0)),
        plan.componentInstances());
    assertEquals(
        List.of(1, 2),
        plan.resources().stream()
            .map(PlanResource.Defined.class::cast)
            .map(PlanResource.Defined::componentInstance)
            .toList());
    assertNotSame(taken(plan, "one"), taken(plan, "two"));
    assertEquals(
        List.of(
            Step.Resource.class,
            Step.ResourceDrop.class,
            Step.Lift.class,
            Step.Resource.class,
            Step.ResourceDrop.class,
            Step.Lift.class),
        plan.steps().stream().map(Object::getClass).toList());
  }

  @Test
  void instantiatesTheModuleThatIsGiven() throws IOException {
    LinkPlan plan = plan("module-as-argument");

    assertEquals(2, plan.modules().size());
    List<Step.Instantiate> instantiations =
        plan.steps().stream()
            .filter(Step.Instantiate.class::isInstance)
            .map(Step.Instantiate.class::cast)
            .toList();
    assertEquals(3, instantiations.size());
    int given = instantiations.get(1).module();
    assertEquals(given, instantiations.get(2).module());
    assertEquals(List.of(), plan.modules().get(given).moduleType().imports());
    Step.Lift lift = (Step.Lift) plan.steps().get(3);
    assertEquals(new CoreItem.Export(2, "get"), lift.function());
  }

  @Test
  void instantiatesTheComponentThatIsGivenWithTheImportedResource() throws IOException {
    LinkPlan plan = plan("component-as-argument");

    PlanResource.Imported imported =
        assertInstanceOf(PlanResource.Imported.class, plan.resources().get(0));
    assertEquals(List.of("r"), imported.path());
    assertEquals(1, plan.resources().size());
    ExternType.Func make = ((PlanExport.Function) plan.exports().get("make")).type();
    assertEquals(imported.type(), ((ValueType.Own) make.result().orElseThrow()).resource());
  }
}
