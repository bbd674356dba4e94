/**
 * Recorded HTTP exchanges: the file that holds them, what is taken out of it, and how a request
 * finds its answer in it.
 */
@NullMarked
package dev.witloof.host.http.cassette;

import org.jspecify.annotations.NullMarked;
