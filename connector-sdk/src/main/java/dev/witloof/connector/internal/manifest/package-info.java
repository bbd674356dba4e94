/** Reads connector manifests. */
@NullMarked
package dev.witloof.connector.internal.manifest;

import org.jspecify.annotations.NullMarked;
