/** How a component becomes a source or a destination. Not API. */
@NullMarked
package dev.witloof.runtime.internal;

import org.jspecify.annotations.NullMarked;
