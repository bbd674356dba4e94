package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CoreTable;

/** A table as the host carries it from an export to an import. */
record ChicoryTable(GuestTable table) implements CoreTable, ChicoryStore.Stored {
  @Override
  public ChicoryStore store() {
    return table.store();
  }
}
