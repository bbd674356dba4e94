/**
 * Opens and closes connectors very often and measures what stays behind. Start at {@link
 * dev.witloof.conformance.endurance.Endurance}.
 */
@NullMarked
package dev.witloof.conformance.endurance;

import org.jspecify.annotations.NullMarked;
