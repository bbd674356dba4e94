/**
 * Tables of configuration files, described once: the same description reads a table, writes it and
 * gives its JSON Schema.
 */
@NullMarked
package dev.witloof.connector.config.shape;

import org.jspecify.annotations.NullMarked;
