/** {@code wasi:clocks}. */
@NullMarked
package dev.witloof.host.clocks;

import org.jspecify.annotations.NullMarked;
