/** {@code wasi:cli}: environment, exit, standard streams, terminals. */
@NullMarked
package dev.witloof.host.cli;

import org.jspecify.annotations.NullMarked;
