/** Our own misbehaving components: each ends as documented and leaves the JVM whole. */
@NullMarked
package dev.witloof.conformance.hostile;

import org.jspecify.annotations.NullMarked;
