package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.wasm.WasmModule;
import java.util.List;

/**
 * A module as instances are made of it.
 *
 * @param module its data segments are empty: Chicory's copy their content whenever they are asked
 *     for it, so that {@code memory.init} of nothing would take as long as its segment is
 * @param data the contents of the data segments in order, which nobody writes to
 */
record ParsedModule(WasmModule module, List<byte[]> data) {}
