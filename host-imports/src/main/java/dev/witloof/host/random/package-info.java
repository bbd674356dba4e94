/** {@code wasi:random}. */
@NullMarked
package dev.witloof.host.random;

import org.jspecify.annotations.NullMarked;
