/** {@code wasi:io}: errors, polling and streams. */
@NullMarked
package dev.witloof.host.io;

import org.jspecify.annotations.NullMarked;
