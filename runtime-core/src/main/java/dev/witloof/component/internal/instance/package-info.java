/**
 * Component instances: {@link dev.witloof.component.internal.instance.Instantiation} runs the steps
 * of a link plan, {@link dev.witloof.component.internal.instance.LiftedFunction} is a call into the
 * guest, {@link dev.witloof.component.internal.instance.LoweredFunction} one out of it.
 */
@NullMarked
package dev.witloof.component.internal.instance;

import org.jspecify.annotations.NullMarked;
