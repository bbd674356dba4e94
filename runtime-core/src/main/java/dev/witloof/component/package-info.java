/**
 * The Component Model, usable without connectors: {@code Component.read(bytes)}, {@code Linker},
 * {@code instance.export(…).call(values)}.
 */
@NullMarked
package dev.witloof.component;

import org.jspecify.annotations.NullMarked;
