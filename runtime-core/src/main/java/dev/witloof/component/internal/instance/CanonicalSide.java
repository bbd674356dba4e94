package dev.witloof.component.internal.instance;

import dev.witloof.component.internal.abi.HandleScope;
import dev.witloof.component.internal.abi.LiftLowerContext;
import dev.witloof.component.internal.abi.LiftLowerContext.MemoryOptions;
import dev.witloof.component.internal.abi.LiftLowerContext.Peer;
import dev.witloof.component.internal.abi.Realloc;
import dev.witloof.component.internal.abi.TransferMeter;
import dev.witloof.component.internal.plan.CanonOptions.StringEncoding;
import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreMemory;
import java.util.Optional;

/** The inner instance and the memory options of a lift or a lower, resolved to live things. */
final class CanonicalSide {
  private final InnerInstance instance;
  private final ResourceTable resources;
  private final MemoryOptions options;

  CanonicalSide(
      InnerInstance instance,
      ResourceTable resources,
      StringEncoding encoding,
      Optional<CoreMemory> memory,
      Optional<CoreFunction> realloc) {
    this.instance = instance;
    this.resources = resources;
    this.options =
        new MemoryOptions(encoding, memory, realloc.map(function -> reallocOf(instance, function)));
  }

  private static Realloc reallocOf(InnerInstance instance, CoreFunction function) {
    return (old, oldSize, alignment, size) ->
        instance.withoutLeaving(function, old, oldSize, alignment, size)[0] & 0xFFFF_FFFFL;
  }

  InnerInstance instance() {
    return instance;
  }

  CallScope newScope() {
    return new CallScope(resources, instance);
  }

  LiftLowerContext context(HandleScope scope, TransferMeter meter, Peer peer) {
    return new LiftLowerContext(options, scope, meter, peer);
  }
}
