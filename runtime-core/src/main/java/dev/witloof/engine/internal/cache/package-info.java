/**
 * The compile cache on disk: keys, entries that are checked before they are used, and the directory
 * that holds them, shared by threads and processes. Knows nothing of what is in an entry.
 */
@NullMarked
package dev.witloof.engine.internal.cache;

import org.jspecify.annotations.NullMarked;
