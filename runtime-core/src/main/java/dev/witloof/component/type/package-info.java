/** Component-level types, resolved: no index refers to an index space any more. */
@NullMarked
package dev.witloof.component.type;

import org.jspecify.annotations.NullMarked;
