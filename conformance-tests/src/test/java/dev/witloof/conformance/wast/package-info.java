/** Tests of the suite runner, with scripts that must pass, fail and be skipped. */
@NullMarked
package dev.witloof.conformance.wast;

import org.jspecify.annotations.NullMarked;
