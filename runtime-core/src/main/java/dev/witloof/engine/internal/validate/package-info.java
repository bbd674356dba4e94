/**
 * Validation of core modules (core specification, 3 and the algorithm of its appendix): {@link
 * dev.witloof.engine.internal.validate.ModuleValidator} says whether a module is valid, {@link
 * dev.witloof.engine.internal.validate.EngineSupport} whether this engine can run it. One pass over
 * the bytes, in time linear in their number; knows nothing of Chicory.
 */
@NullMarked
package dev.witloof.engine.internal.validate;

import org.jspecify.annotations.NullMarked;
