package dev.witloof.engine.internal.chicory;

import static com.dylibso.chicory.wasm.types.Value.REF_NULL_VALUE;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.PassiveElement;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.FuelSchedule;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.internal.binary.StartingMemory;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table whose elements are paid from the store's budget and fuel. It keeps them itself, in arrays
 * with room to spare: Chicory's copies the whole table at each growth, so that growing in small
 * steps takes quadratic time, and changes the limits in the parsed module, which all instances
 * share. Public for code that {@link InstanceState} adapts.
 */
public final class GuestTable extends TableInstance {
  /** Elements that are filled at once. */
  private static final int PIECE = 1 << 18;

  private final ChicoryStore store;
  private final CoreType.Table declared;
  private int[] refs;

  /** Whose all elements are that are not null, unless there are {@link #owners}. */
  private @Nullable Instance owner;

  /**
   * Of each element, once there are several. An array of references costs the collector far more
   * than one of numbers, each time that the table grows.
   */
  private @Nullable Instance @Nullable [] owners;

  private int size;
  private int lastRead;

  private GuestTable(ChicoryStore store, CoreType.Table declared, Table table, int initial) {
    super(table, initial);
    this.store = store;
    this.declared = declared;
    size = Math.toIntExact(declared.min());
    refs = store.watched((long) Integer.BYTES * size, () -> filled(size, initial));
    limits().grow(size);
  }

  private static int[] filled(int size, int value) {
    int[] all = new int[size];
    Arrays.fill(all, value);
    return all;
  }

  /** Makes a table, after taking its minimum from the budget. */
  static GuestTable create(
      ChicoryStore store, CoreType.Table declared, Table parsed, int initialValue) {
    store.memory().require(declared.min() * StartingMemory.ELEMENT);
    // Chicory's own arrays stay empty: nothing reaches them.
    TableLimits limits = new TableLimits(0, parsed.limits().max());
    Table own = new Table(parsed.elementType(), limits, parsed.initialize());
    return new GuestTable(store, declared, own, initialValue);
  }

  ChicoryStore store() {
    return store;
  }

  /** The type with the present size as its minimum, as imports see it. */
  CoreType.Table type() {
    return new CoreType.Table(declared.element(), size, declared.max());
  }

  /** Chicory asks for them whenever it has computed the offset of an element segment. */
  @Override
  public TableLimits limits() {
    store.checkDeadline();
    return super.limits();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int grow(int more, int value, Instance instance) {
    long added = Integer.toUnsignedLong(more);
    long target = size + added;
    // At most Chicory's largest table, whose every element an index can reach.
    if (target > limits().max()) {
      return -1;
    }
    long bytes = added * StartingMemory.ELEMENT;
    if (!store.memory().tryTake(bytes)) {
      return -1;
    }
    try {
      store.tank().burn(added);
      reserve((int) target);
      inPieces(size, (int) target, (from, to) -> Arrays.fill(refs, from, to, value));
      own(size, (int) target, value, instance);
    } catch (OutOfMemoryError e) {
      // The guest learns of it as of any refused growth.
      store.memory().giveBack(bytes);
      return -1;
    } catch (LimitExceeded e) {
      store.memory().giveBack(bytes);
      throw e;
    }
    int before = size;
    size = (int) target;
    limits().grow(more);
    return before;
  }

  /** Makes room by doubling, so that growing costs each element a constant number of copies. */
  private void reserve(int target) {
    if (target <= refs.length) {
      return;
    }
    int capacity = (int) Math.min(limits().max(), Math.max(target, 2L * size));
    int[] ownRefs = refs;
    int[] widerRefs =
        store.watched((long) Integer.BYTES * capacity, () -> Arrays.copyOf(ownRefs, capacity));
    @Nullable Instance[] narrow = owners;
    if (narrow != null) {
      owners = store.watched((long) Long.BYTES * capacity, () -> Arrays.copyOf(narrow, capacity));
    }
    refs = widerRefs;
  }

  private interface Piece {
    void apply(int from, int to);
  }

  /** Looks at the clock between two. */
  private void inPieces(int from, int to, Piece piece) {
    int next = from;
    while (to - next > PIECE) {
      piece.apply(next, next + PIECE);
      next += PIECE;
      store.tank().checkDeadline();
    }
    piece.apply(next, to);
  }

  /** Says whose the elements of a range are; nobody asks about those that are null. */
  private void own(int from, int to, int value, @Nullable Instance instance) {
    if (value == REF_NULL_VALUE || owners == null && instance == owner) {
      return;
    }
    if (owner == null) {
      owner = instance;
      return;
    }
    @Nullable Instance[] all = owners;
    if (all == null) {
      all = store.watched((long) Long.BYTES * refs.length, this::ownedByOne);
      owners = all;
    }
    @Nullable Instance[] each = all;
    inPieces(from, to, (first, end) -> Arrays.fill(each, first, end, instance));
  }

  private @Nullable Instance[] ownedByOne() {
    @Nullable Instance[] all = new Instance[refs.length];
    Arrays.fill(all, 0, size, owner);
    return all;
  }

  @Override
  public int ref(int index) {
    if (index < 0 || index >= size) {
      throw new ChicoryException("undefined element");
    }
    lastRead = index;
    return refs[index];
  }

  @Override
  public void setRef(int index, int value, Instance instance) {
    store.tank().burn(FuelSchedule.TABLE_ELEMENT);
    if (index < 0 || index >= size) {
      throw new UninstantiableException("out of bounds table access");
    }
    refs[index] = value;
    own(index, index + 1, value, instance);
  }

  /**
   * Writes elements of a segment, as {@code table.init} does (core specification, 4.4.6). Chicory
   * makes a dozen objects for each element that it evaluates.
   *
   * @param segment null when it was dropped
   */
  void init(@Nullable Element segment, int target, int source, int count, Instance instance) {
    List<List<Instruction>> elements =
        segment instanceof PassiveElement ? segment.initializers() : List.of();
    long length = Integer.toUnsignedLong(count);
    if (Integer.toUnsignedLong(source) + length > elements.size()
        || Integer.toUnsignedLong(target) + length > size) {
      throw new WasmRuntimeException("out of bounds table access");
    }
    for (int i = 0; i < count; i++) {
      setRef(target + i, value(elements.get(source + i), instance), instance);
    }
  }

  private static int value(List<Instruction> initializer, Instance instance) {
    Instruction first = initializer.get(0);
    return first.opcode() == OpCode.REF_FUNC
        ? (int) first.operand(0)
        : (int) ConstantEvaluators.computeConstantValue(instance, initializer)[0];
  }

  /**
   * The instance of the element that was read last, whatever the index: Chicory's {@code
   * table.copy} reads the function at the source's index but asks for the instance at the target's;
   * elsewhere the two are the same.
   */
  @Override
  public @Nullable Instance instance(int index) {
    return owners == null ? owner : owners[lastRead];
  }

  @Override
  public void reset() {
    Arrays.fill(refs, 0, size, REF_NULL_VALUE);
  }
}
