package dev.witloof.engine;

/** A core table, opaque to the host: it only travels from an export to an import. */
public non-sealed interface CoreTable extends CoreExtern {}
