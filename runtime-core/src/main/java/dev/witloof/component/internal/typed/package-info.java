/** Plans, once, how Java types and methods stand for those of WIT. */
@NullMarked
package dev.witloof.component.internal.typed;

import org.jspecify.annotations.NullMarked;
