/**
 * Rewriting of checked modules: one common type section for all core modules of a component,
 * positional import names, and fuel charges at every basic block.
 */
@NullMarked
package dev.witloof.engine.internal.rewrite;

import org.jspecify.annotations.NullMarked;
