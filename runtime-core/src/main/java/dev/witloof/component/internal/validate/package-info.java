/** Validation rules that concern types and names. */
@NullMarked
package dev.witloof.component.internal.validate;

import org.jspecify.annotations.NullMarked;
