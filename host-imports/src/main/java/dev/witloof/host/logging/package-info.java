/** {@code wasi:logging} and the gate that bounds what a guest logs or prints. */
@NullMarked
package dev.witloof.host.logging;

import org.jspecify.annotations.NullMarked;
