/** What this library's own code may do with an engine beyond {@link dev.witloof.engine}. */
@NullMarked
package dev.witloof.engine.internal;

import org.jspecify.annotations.NullMarked;
