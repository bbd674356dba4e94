/** Nothing stays behind. */
@NullMarked
package dev.witloof.conformance.endurance;

import org.jspecify.annotations.NullMarked;
