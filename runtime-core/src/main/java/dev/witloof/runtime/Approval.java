package dev.witloof.runtime;

import dev.witloof.connector.ConnectorManifest.Capabilities;
import java.util.Optional;

/**
 * What an operator approved for one component.
 *
 * @param name of the connector, as its manifest has it
 * @param version for people
 * @param component digest of the component
 * @param publisher the trusted publisher who had signed it, if one had
 * @param approved for people: when it was approved
 */
public record Approval(
    String name,
    Optional<String> version,
    String component,
    Optional<String> publisher,
    Optional<String> approved,
    Capabilities capabilities) {}
