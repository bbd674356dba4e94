package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.GlobalInstance;
import dev.witloof.engine.CoreGlobal;
import dev.witloof.engine.CoreType;

/** A global as the host carries it from an export to an import. */
record ChicoryGlobal(ChicoryStore store, CoreType.Global type, GlobalInstance global)
    implements CoreGlobal, ChicoryStore.Stored {}
