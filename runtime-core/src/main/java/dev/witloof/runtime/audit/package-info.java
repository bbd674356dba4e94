/**
 * The audit trail: what was decided about connectors, as lines of JSON that are only ever added.
 * Start at {@link dev.witloof.runtime.audit.AuditTrail}.
 */
@NullMarked
package dev.witloof.runtime.audit;

import org.jspecify.annotations.NullMarked;
