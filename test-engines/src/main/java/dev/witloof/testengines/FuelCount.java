package dev.witloof.testengines;

import com.dylibso.chicory.runtime.ExecutionListener;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.MStack;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.Instruction;
import dev.witloof.engine.FuelSchedule;
import org.jspecify.annotations.Nullable;

/** Burns what each instruction costs just before the interpreter executes it. */
final class FuelCount implements ExecutionListener {
  private static final long UNSIGNED = 0xffff_ffffL;
  private static final long PAGE = 1 << 16;
  private static final long MOST_PAGES = 1 << 16;

  private final StockStore store;
  private @Nullable Instance instance;

  FuelCount(StockStore store) {
    this.store = store;
  }

  /** Before this nothing runs. */
  void start(Instance running) {
    instance = running;
  }

  @Override
  public void onExecution(Instruction instruction, MStack stack) {
    switch (instruction.opcode()) {
      case ELSE, END -> {
        return;
      }
      default -> store.burn(1);
    }
    store.burnLater(
        switch (instruction.opcode()) {
          case MEMORY_FILL, MEMORY_COPY, MEMORY_INIT -> FuelSchedule.bytes(top(stack));
          case MEMORY_GROW -> memoryGrowth(instruction, top(stack));
          case TABLE_SET -> FuelSchedule.TABLE_ELEMENT;
          case TABLE_FILL, TABLE_COPY, TABLE_INIT -> FuelSchedule.TABLE_ELEMENT * top(stack);
          case TABLE_GROW -> tableGrowth(instruction, top(stack));
          default -> 0;
        });
  }

  private static long top(MStack stack) {
    return stack.peek() & UNSIGNED;
  }

  private long memoryGrowth(Instruction instruction, long pages) {
    var memory = instance.memory((int) instruction.operand(0));
    if (memory.pages() + pages <= Math.min(MOST_PAGES, memory.maximumPages())) {
      return FuelSchedule.bytes(pages * PAGE);
    }
    // A growth that can never succeed may pass for a charge.
    return pages > Integer.MAX_VALUE ? UNSIGNED + 1 - pages : 0;
  }

  private long tableGrowth(Instruction instruction, long elements) {
    TableInstance table = instance.table((int) instruction.operand(0));
    return table.size() + elements <= table.limits().max() ? elements : 0;
  }
}
