/** Events of the JDK Flight Recorder. */
@NullMarked
package dev.witloof.runtime.internal.observe.jfr;

import org.jspecify.annotations.NullMarked;
