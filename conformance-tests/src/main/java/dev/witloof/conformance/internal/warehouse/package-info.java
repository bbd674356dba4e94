/** What a {@link dev.witloof.conformance.PracticeWarehouse} is made of. */
@NullMarked
package dev.witloof.conformance.internal.warehouse;

import org.jspecify.annotations.NullMarked;
