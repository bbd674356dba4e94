/** Interfaces that language runtimes import and that carry no authority here. */
@NullMarked
package dev.witloof.host.inert;

import org.jspecify.annotations.NullMarked;
