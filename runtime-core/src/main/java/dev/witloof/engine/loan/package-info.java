/**
 * Memory that is used where it lies, for the layers of this library that are built on an engine:
 * what is lent here is a guest's own memory. It is no part of the public API.
 */
@NullMarked
package dev.witloof.engine.loan;

import org.jspecify.annotations.NullMarked;
