/**
 * The binary format (Binary.md): bytes to definitions, nothing resolved. Each section of the
 * document is read by a class:
 *
 * <ul>
 *   <li>Component Definitions, Start, Import and Export Definitions: {@link
 *       dev.witloof.component.internal.binary.ComponentReader}; names with their attributes: {@link
 *       dev.witloof.component.internal.binary.NameReader}
 *   <li>Instance Definitions: {@link dev.witloof.component.internal.binary.InstanceReader}; sorts:
 *       {@link dev.witloof.component.internal.binary.SortReader}
 *   <li>Alias Definitions: {@link dev.witloof.component.internal.binary.AliasReader}
 *   <li>Type Definitions: {@link dev.witloof.component.internal.binary.TypeReader}, {@link
 *       dev.witloof.component.internal.binary.ValueTypeReader}, {@link
 *       dev.witloof.component.internal.binary.CoreTypeReader}
 *   <li>Canonical Definitions: {@link dev.witloof.component.internal.binary.CanonReader}; the
 *       built-ins that are refused: {@link dev.witloof.component.internal.binary.GatedBuiltin}
 * </ul>
 *
 * <p>What is recognised and refused: {@link dev.witloof.component.internal.binary.Unsupported}. All
 * limits: {@link dev.witloof.component.internal.binary.ComponentLimits}.
 */
@NullMarked
package dev.witloof.component.internal.binary;

import org.jspecify.annotations.NullMarked;
