package dev.witloof.runtime;

import java.util.Optional;

/**
 * How far a connector is trusted, and by whose word. Immutable.
 *
 * @param publisher the trusted publisher who signed manifest and component: proven, not claimed
 * @param manifestSha256 digest of the manifest's bytes; empty when there were none
 */
public record Trust(
    TrustLevel level, Optional<String> publisher, Optional<String> manifestSha256) {}
