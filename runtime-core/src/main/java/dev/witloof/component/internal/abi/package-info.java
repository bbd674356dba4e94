/**
 * The canonical ABI (CanonicalABI.md): values between the host and a guest's memory and core
 * values. {@link dev.witloof.component.internal.abi.FunctionShape} is where calls come in; the
 * nodes below it are computed once a type.
 */
@NullMarked
package dev.witloof.component.internal.abi;

import org.jspecify.annotations.NullMarked;
