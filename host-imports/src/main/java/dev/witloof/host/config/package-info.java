/** {@code wasi:config}. */
@NullMarked
package dev.witloof.host.config;

import org.jspecify.annotations.NullMarked;
