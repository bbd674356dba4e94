package dev.witloof.runtime.event;

import java.util.Optional;

/**
 * Which connector an event is about.
 *
 * @param name as in the manifest, or the file's name for a bare component
 * @param version empty for a bare component, which has no manifest
 * @param sha256 of the component's bytes, 64 hexadecimal digits in lower case
 */
public record ConnectorIdentity(String name, Optional<String> version, String sha256) {}
