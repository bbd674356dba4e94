/**
 * Fuzz targets. Each is a class with a method {@code fuzzerTestOneInput(byte[])}, as Jazzer wants
 * it, that returns for whatever it may be given and throws an {@link java.lang.AssertionError} or
 * whatever the product threw when a promise of the product is broken.
 */
@NullMarked
package dev.witloof.fuzz;

import org.jspecify.annotations.NullMarked;
