/** What a source must do, a class for each topic. */
@NullMarked
package dev.witloof.conformance.internal.source;

import org.jspecify.annotations.NullMarked;
