package dev.witloof.engine.internal.validate;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.InvalidModule.Kind;
import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.DecodedModule.Export;
import dev.witloof.engine.internal.binary.ModuleDecoder;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmInput;
import java.util.Optional;

/**
 * Validates core modules (core specification, 3.5): version 3.0 without the proposals that are
 * refused by name where they are met (exception handling, tail calls, typed function references,
 * garbage collection, SIMD, threads, memory64). Types of refused proposals that {@link CoreType}
 * can express may be declared; {@link EngineSupport} refuses them.
 *
 * <p>The first fault that is met is reported, in the order: structure, globals, start, segments,
 * bodies.
 */
public final class ModuleValidator {
  /**
   * Changes whenever a module that was valid no longer is. Part of the key by which the cache knows
   * valid modules.
   */
  public static final int VERSION = 1;

  private final DecodedModule module;
  private final ModuleContext context;
  private final BodyUses uses = new BodyUses();
  private final CodeEstimate estimate = new CodeEstimate();

  private ModuleValidator(DecodedModule module) {
    this.module = module;
    this.context = new ModuleContext(module);
  }

  /**
   * Decodes and validates a module. Costs time in proportion to its bytes.
   *
   * @param bytes that nobody changes any more
   * @throws InvalidModule when it is malformed, invalid, beyond a limit, or needs a refused
   *     proposal
   */
  public static CheckedModule validate(byte[] bytes) {
    return validate(ModuleDecoder.decode(bytes));
  }

  /** Validates a module that was decoded. */
  static CheckedModule validate(DecodedModule decoded) {
    ModuleValidator validator = new ModuleValidator(decoded);
    validator.validate();
    return new CheckedModule(
        decoded, decoded.moduleType(), validator.uses, validator.estimate, Optional.empty());
  }

  private void validate() {
    for (Export export : module.exports().values()) {
      if (export.kind() == DecodedModule.Kind.FUNCTION) {
        context.declareReference(export.index());
      }
    }
    module.open(Sections.GLOBAL).ifPresent(this::globals);
    module.open(Sections.START).ifPresent(this::start);
    module.open(Sections.ELEMENT).ifPresent(in -> new Segments(context, in).elements());
    data();
    bodies();
  }

  private void globals(WasmInput in) {
    ConstantExpressions expressions = new ConstantExpressions(context, in);
    int visible = module.imported(DecodedModule.Kind.GLOBAL);
    for (int left = in.u32(); left > 0; left--) {
      CoreType.Global global = ModuleDecoder.globalType(in);
      expressions.validate(ValueTypes.code(global.type()), visible);
      visible++;
    }
  }

  private void start(WasmInput in) {
    int at = in.position();
    int function = in.u32();
    in.expectEnd("start section");
    if (function < 0 || function >= context.functions()) {
      throw in.invalidAt(at, "unknown function " + Integer.toUnsignedString(function));
    }
    CoreType.Func type = module.functionType(function);
    if (!type.params().isEmpty() || !type.results().isEmpty()) {
      throw in.invalidAt(at, "start function must have neither parameters nor results");
    }
  }

  private void data() {
    int segments = module.open(Sections.DATA).map(in -> new Segments(context, in).data()).orElse(0);
    module.open(Sections.DATA_COUNT).ifPresent(in -> dataCount(in, segments));
  }

  private void dataCount(WasmInput in, int segments) {
    int count = in.u32();
    in.expectEnd("data count section");
    if (count != segments) {
      throw new InvalidModule(
          Kind.MALFORMED,
          in.position(),
          "data count and data section have inconsistent lengths: "
              + Integer.toUnsignedString(count)
              + " and "
              + segments);
    }
    context.setDataCount(count);
  }

  private void bodies() {
    BodyValidator validator = new BodyValidator(module.bytes(), context, uses, estimate);
    int imported = module.imported(DecodedModule.Kind.FUNCTION);
    for (int i = 0; i < module.bodies().size(); i++) {
      try {
        validator.validate(module.bodies().get(i), i, context.functionType(imported + i));
      } catch (InvalidModule e) {
        throw e.in("function " + (imported + i));
      }
    }
  }
}
