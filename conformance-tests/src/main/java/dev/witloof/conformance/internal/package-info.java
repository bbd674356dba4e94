/** What the checks of sources and destinations share. */
@NullMarked
package dev.witloof.conformance.internal;

import org.jspecify.annotations.NullMarked;
