/**
 * The link plan: what validation and linearisation leave of a component. Instantiation is a loop
 * over its steps; the binary's index spaces are gone.
 */
@NullMarked
package dev.witloof.component.internal.plan;

import org.jspecify.annotations.NullMarked;
