/**
 * Validation rules that need no index spaces: names (Explainer.md, "Import and Export Definitions"
 * and "Name Uniqueness") in {@link dev.witloof.component.internal.validate.Labels}, {@link
 * dev.witloof.component.internal.validate.ExternName} and {@link
 * dev.witloof.component.internal.validate.NameAttributes}; subtyping ("Type Checking") in {@link
 * dev.witloof.component.internal.validate.Subtyping} and {@link
 * dev.witloof.component.internal.validate.CoreMatching}.
 */
@NullMarked
package dev.witloof.component.internal.validate;

import org.jspecify.annotations.NullMarked;
