/**
 * Validation and linearisation in one walk ({@link
 * dev.witloof.component.internal.link.Elaborator}): definitions to a link plan; every nested
 * component is inlined where it is instantiated. The rules of the specification by their class:
 *
 * <ul>
 *   <li>index spaces and outer aliases: {@link dev.witloof.component.internal.link.Scope}; export
 *       aliases: {@link dev.witloof.component.internal.link.Aliases}
 *   <li>well-formed value and function types: {@link
 *       dev.witloof.component.internal.link.ValueTypes}; core types: {@link
 *       dev.witloof.component.internal.link.CoreTypes}; instance and component types, instantiation
 *       arguments: {@link dev.witloof.component.internal.link.Declarations}
 *   <li>core instantiation: {@link dev.witloof.component.internal.link.CoreDefinitions}
 *   <li>canonical definitions and their options, resources: {@link
 *       dev.witloof.component.internal.link.CanonDefinitions}
 *   <li>names of imports and exports, annotated functions: {@link
 *       dev.witloof.component.internal.link.ExternNames}; external visibility of types: {@link
 *       dev.witloof.component.internal.link.Visibility}
 *   <li>export ascription: {@link dev.witloof.component.internal.link.Ascription}
 * </ul>
 */
@NullMarked
package dev.witloof.component.internal.link;

import org.jspecify.annotations.NullMarked;
