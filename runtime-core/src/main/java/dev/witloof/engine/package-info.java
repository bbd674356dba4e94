/** The WebAssembly engine seam: the only package that may import Chicory. */
@NullMarked
package dev.witloof.engine;

import org.jspecify.annotations.NullMarked;
