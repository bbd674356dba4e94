package dev.witloof.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a generated component or type has in its index spaces so far, as far as choices need it. */
final class GeneratedScope {
  /** Sorts by the code that stands for them in the binary; core sorts after the others. */
  enum Sort {
    FUNC(1),
    TYPE(3),
    COMPONENT(4),
    INSTANCE(5),
    CORE_FUNC(0, 0x00),
    CORE_TABLE(0, 0x01),
    CORE_MEMORY(0, 0x02),
    CORE_GLOBAL(0, 0x03),
    CORE_TYPE(0, 0x10),
    CORE_MODULE(0, 0x11),
    CORE_INSTANCE(0, 0x12);

    private final int[] code;

    Sort(int... code) {
      this.code = code;
    }

    int[] code() {
      return code;
    }
  }

  /** Something with an index. */
  record Entry(
      What what, Optional<CoreTemplate> template, Optional<CoreTemplate.Function> function) {
    static Entry of(What what) {
      return new Entry(what, Optional.empty(), Optional.empty());
    }
  }

  /** Kinds of types, and all that is no type. */
  enum What {
    VALUE,
    FUNCTION_TYPE,
    RESOURCE,
    INSTANCE_TYPE,
    COMPONENT_TYPE,
    OTHER
  }

  private final List<List<Entry>> spaces = new ArrayList<>();
  private final Optional<GeneratedScope> outer;

  GeneratedScope(Optional<GeneratedScope> outer) {
    this.outer = outer;
    for (int i = 0; i < Sort.values().length; i++) {
      spaces.add(new ArrayList<>());
    }
  }

  Optional<GeneratedScope> outer() {
    return outer;
  }

  List<Entry> space(Sort sort) {
    return spaces.get(sort.ordinal());
  }

  void add(Sort sort, Entry entry) {
    space(sort).add(entry);
  }

  void add(Sort sort) {
    add(sort, Entry.of(What.OTHER));
  }

  /** Index of an entry of the kind; mostly a late one, seldom one of another kind. */
  int pick(Choices choices, Sort sort, What what) {
    List<Entry> all = space(sort);
    int choice = choices.below(256);
    if (choice >= 250) {
      return choice - 250;
    }
    int skip = choice % 4;
    int found = 0;
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).what == what) {
        found = i;
        if (skip-- == 0) {
          break;
        }
      }
    }
    return found;
  }

  /** Index of any entry. */
  int pick(Choices choices, Sort sort) {
    int size = space(sort).size();
    int choice = choices.below(256);
    return choice >= 250 || size == 0 ? choice % 6 : size - 1 - choice % size;
  }
}
