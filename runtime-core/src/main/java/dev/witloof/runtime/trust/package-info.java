/** Digests and signatures, which say who made a connector and that nobody changed it since. */
@NullMarked
package dev.witloof.runtime.trust;

import org.jspecify.annotations.NullMarked;
