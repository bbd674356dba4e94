/**
 * Where the HTTP requests of a connector go: to the network, to a cassette, and what goes wrong.
 */
@NullMarked
package dev.witloof.runtime.http;

import org.jspecify.annotations.NullMarked;
