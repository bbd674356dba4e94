package dev.witloof.engine;

/** A live core function, memory, table or global: what instances export and import. */
public sealed interface CoreExtern permits CoreFunction, CoreMemory, CoreTable, CoreGlobal {}
