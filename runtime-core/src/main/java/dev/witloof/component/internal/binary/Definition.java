package dev.witloof.component.internal.binary;

import dev.witloof.component.type.ValueType.Primitive;
import dev.witloof.engine.CoreType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One definition of a component, as it stands in the binary: indices are not resolved. */
public sealed interface Definition {
  /** The byte where it begins. */
  int offset();

  record CoreModule(int offset, byte[] bytes) implements Definition {}

  record CoreInstantiate(int offset, int module, List<CoreArgument> arguments)
      implements Definition {}

  record CoreInlineExports(int offset, List<CoreInlineExport> exports) implements Definition {}

  record CoreTypeDefinition(int offset, CoreTypeBinary type) implements Definition {}

  record NestedComponent(int offset, ComponentBinary component) implements Definition {}

  record Instantiate(int offset, int component, List<Argument> arguments) implements Definition {}

  record InlineExports(int offset, List<InlineExport> exports) implements Definition {}

  record AliasExport(int offset, Sort sort, int instance, String name)
      implements Definition, TypeDeclaration {}

  record AliasCoreExport(int offset, Sort sort, int instance, String name) implements Definition {}

  record AliasOuter(int offset, Sort sort, int scopes, int index)
      implements Definition, TypeDeclaration {}

  record Type(int offset, TypeBinary type) implements Definition, TypeDeclaration {}

  record Lift(int offset, int coreFunction, List<CanonOption> options, int type)
      implements Definition {}

  record Lower(int offset, int function, List<CanonOption> options) implements Definition {}

  record ResourceBuiltin(int offset, ResourceOperation operation, int type) implements Definition {}

  record Import(int offset, ExternNameBinary externName, ExternBinary type)
      implements Definition, TypeDeclaration {
    /** Without its attributes. */
    public String name() {
      return externName.name();
    }
  }

  record Export(
      int offset, ExternNameBinary externName, Sort sort, int index, Optional<ExternBinary> type)
      implements Definition {
    /** Without its attributes. */
    public String name() {
      return externName.name();
    }
  }

  /** What may stand in a component type or an instance type. */
  sealed interface TypeDeclaration
      permits AliasExport, AliasOuter, Type, Import, ExportDeclaration, CoreTypeDeclaration {
    int offset();
  }

  record ExportDeclaration(int offset, ExternNameBinary externName, ExternBinary type)
      implements TypeDeclaration {
    /** Without its attributes. */
    public String name() {
      return externName.name();
    }
  }

  record CoreTypeDeclaration(int offset, CoreTypeBinary type) implements TypeDeclaration {}

  /** {@code with} arguments of a core instantiation are always instances. */
  record CoreArgument(String name, int instance) {}

  record CoreInlineExport(int offset, String name, Sort sort, int index) {}

  /** A {@code with} argument of an instantiation. */
  record Argument(int offset, String name, Sort sort, int index) {}

  record InlineExport(int offset, ExternNameBinary externName, Sort sort, int index) {
    /** Without its attributes. */
    public String name() {
      return externName.name();
    }
  }

  /** {@code resource.new}, {@code resource.drop}, {@code resource.rep}. */
  enum ResourceOperation {
    NEW,
    DROP,
    REP
  }

  /** The index spaces. */
  enum Sort {
    CORE_FUNC("core function", 0x00),
    CORE_TABLE("core table", 0x01),
    CORE_MEMORY("core memory", 0x02),
    CORE_GLOBAL("core global", 0x03),
    CORE_TYPE("core type", 0x10),
    CORE_MODULE("module", 0x11),
    CORE_INSTANCE("core instance", 0x12),
    FUNC("function", 0x01),
    TYPE("type", 0x03),
    COMPONENT("component", 0x04),
    INSTANCE("instance", 0x05);

    private final String title;
    private final int code;

    Sort(String title, int code) {
      this.title = title;
      this.code = code;
    }

    /** Its byte in the binary; core sorts have another prefix. */
    int code() {
      return code;
    }

    /** As in messages. */
    public String title() {
      return title;
    }
  }

  /** A canonical option. */
  sealed interface CanonOption {
    enum Encoding implements CanonOption {
      UTF8,
      UTF16,
      LATIN1_UTF16
    }

    record Memory(int index) implements CanonOption {}

    record Realloc(int function) implements CanonOption {}

    record PostReturn(int function) implements CanonOption {}
  }

  /** The declared type of an import or export. */
  sealed interface ExternBinary {
    record CoreModule(int type) implements ExternBinary {}

    record Func(int type) implements ExternBinary {}

    record TypeEq(int type) implements ExternBinary {}

    record SubResource() implements ExternBinary {}

    record Component(int type) implements ExternBinary {}

    record Instance(int type) implements ExternBinary {}
  }

  /** A core type definition. */
  sealed interface CoreTypeBinary {
    record Func(CoreType.Func type) implements CoreTypeBinary {}

    record Module(List<ModuleDeclaration> declarations) implements CoreTypeBinary {}
  }

  /** A declaration in a core module type. */
  sealed interface ModuleDeclaration {
    int offset();

    record Import(int offset, String module, String name, CoreExternBinary type)
        implements ModuleDeclaration {}

    record Type(int offset, CoreTypeBinary type) implements ModuleDeclaration {}

    record OuterAlias(int offset, int scopes, int index) implements ModuleDeclaration {}

    record Export(int offset, String name, CoreExternBinary type) implements ModuleDeclaration {}
  }

  /** A core extern type: a function by its type index, anything else by its type. */
  sealed interface CoreExternBinary {
    record Func(int type) implements CoreExternBinary {}

    record Other(CoreType type) implements CoreExternBinary {}
  }

  /** A component-level type definition. */
  sealed interface TypeBinary {
    record Value(ValueBinary type) implements TypeBinary {}

    record Func(List<NamedBinary> params, Optional<ValueRef> result) implements TypeBinary {}

    record Component(List<TypeDeclaration> declarations) implements TypeBinary {}

    record Instance(List<TypeDeclaration> declarations) implements TypeBinary {}

    record Resource(OptionalInt destructor) implements TypeBinary {}
  }

  /** A defined value type, children by reference. */
  sealed interface ValueBinary {
    record Prim(Primitive type) implements ValueBinary {}

    record Record(List<NamedBinary> fields) implements ValueBinary {}

    record Variant(List<CaseBinary> cases) implements ValueBinary {}

    record ListOf(ValueRef element) implements ValueBinary {}

    record Tuple(List<ValueRef> elements) implements ValueBinary {}

    record Flags(List<String> labels) implements ValueBinary {}

    record Enum(List<String> labels) implements ValueBinary {}

    record Option(ValueRef some) implements ValueBinary {}

    record Result(Optional<ValueRef> ok, Optional<ValueRef> error) implements ValueBinary {}

    record Own(int type) implements ValueBinary {}

    record Borrow(int type) implements ValueBinary {}
  }

  /** A value type where it is used: a primitive or an index. */
  sealed interface ValueRef {
    record Prim(Primitive type) implements ValueRef {}

    record Index(int index) implements ValueRef {}
  }

  record NamedBinary(String name, ValueRef type) {}

  record CaseBinary(String name, Optional<ValueRef> type) {}
}
