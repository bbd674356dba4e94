/** What a guest may import; one package for each family of WIT interfaces. */
@NullMarked
package dev.witloof.host;

import org.jspecify.annotations.NullMarked;
