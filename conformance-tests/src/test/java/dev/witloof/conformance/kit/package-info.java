/** The kit itself under test: connectors that are right pass it, and wrong ones do not. */
@NullMarked
package dev.witloof.conformance.kit;

import org.jspecify.annotations.NullMarked;
