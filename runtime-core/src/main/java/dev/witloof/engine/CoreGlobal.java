package dev.witloof.engine;

/** A core global, opaque to the host: it only travels from an export to an import. */
public non-sealed interface CoreGlobal extends CoreExtern {}
