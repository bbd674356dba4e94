/** The engine on Chicory: stores, modules, instances, memories, tables and failure mapping. */
@NullMarked
package dev.witloof.engine.internal.chicory;

import org.jspecify.annotations.NullMarked;
