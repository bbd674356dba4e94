/** {@code wasi:http}: outgoing requests under the allowlist. */
@NullMarked
package dev.witloof.host.http;

import org.jspecify.annotations.NullMarked;
