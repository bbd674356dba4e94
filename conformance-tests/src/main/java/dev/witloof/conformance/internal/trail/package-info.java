/**
 * Checks of what a connector is made of and of what was heard of it, for sources and destinations
 * alike.
 */
@NullMarked
package dev.witloof.conformance.internal.trail;

import org.jspecify.annotations.NullMarked;
