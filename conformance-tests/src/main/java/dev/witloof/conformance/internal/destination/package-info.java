/** What a destination must do, a class for each topic. */
@NullMarked
package dev.witloof.conformance.internal.destination;

import org.jspecify.annotations.NullMarked;
