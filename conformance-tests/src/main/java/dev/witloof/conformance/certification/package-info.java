/**
 * Certificates: the kit's checks run on a connector, written down for those who decide whether to
 * run it. {@link dev.witloof.conformance.certification.Certifier} makes a {@link
 * dev.witloof.conformance.certification.Certificate}, which can be written as JSON and as a page;
 * {@link dev.witloof.conformance.certification.ConformanceSettings} is what an author says of how a
 * connector is tested.
 */
@NullMarked
package dev.witloof.conformance.certification;

import org.jspecify.annotations.NullMarked;
