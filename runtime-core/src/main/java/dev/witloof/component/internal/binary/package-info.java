/** The binary format (Binary.md): bytes to definitions, nothing resolved. */
@NullMarked
package dev.witloof.component.internal.binary;

import org.jspecify.annotations.NullMarked;
