/**
 * Linearisation: definitions to a link plan; every nested component is inlined where it is
 * instantiated.
 */
@NullMarked
package dev.witloof.component.internal.link;

import org.jspecify.annotations.NullMarked;
