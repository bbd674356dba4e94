@NullMarked
package dev.witloof.conformance.certification;

import org.jspecify.annotations.NullMarked;
