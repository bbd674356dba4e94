package dev.witloof.runtime;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.ConnectorManifest.Capabilities;
import dev.witloof.connector.config.ConfigTable;
import dev.witloof.connector.config.shape.Form;
import dev.witloof.connector.config.shape.Key;
import dev.witloof.connector.config.shape.Keys;
import dev.witloof.connector.config.shape.Shape;
import dev.witloof.runtime.GrantsFile.Publisher;
import dev.witloof.runtime.GrantsFile.Trusted;
import dev.witloof.runtime.trust.Digests;
import dev.witloof.runtime.trust.PublisherKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables of a {@link GrantsFile}. */
final class GrantsShape {
  private static final int LONGEST_NAME = 100;

  private static final Form<String> NAME =
      new Form<>(
          "[^\\u0000-\\u001f\\u007f-\\u009f]+", LONGEST_NAME, GrantsShape::name, text -> text);
  private static final Form<String> DIGEST =
      new Form<>("[0-9a-f]{64}", 64, Digests::require, text -> text);
  private static final Form<PublisherKey> PUBLIC_KEY =
      new Form<>("[A-Za-z0-9+/=\\s]+", 1_000, PublisherKey::new, PublisherKey::text);

  private static final Shape<Publisher> PUBLISHER = publisher();
  private static final Shape<Trusted> TRUSTED = trusted();
  static final Shape<Approval> APPROVAL = approval();

  private static final Key<List<Publisher>> PUBLISHERS = publishers();
  private static final Key<List<Trusted>> ALL_TRUSTED = Keys.tableList("trusted", TRUSTED);
  private static final Key<List<Approval>> APPROVALS = Keys.tableList("approval", APPROVAL);

  private GrantsShape() {}

  /** The shape of a file that is at some place. */
  static Shape<GrantsFile> at(Path file) {
    return new Shape<>(
        "What an operator approves for whom.",
        List.of(PUBLISHERS, ALL_TRUSTED, APPROVALS),
        Map.of(),
        root -> read(file, root),
        (root, grants) -> {
          PUBLISHERS.write(root, grants.publishers());
          ALL_TRUSTED.write(root, grants.trusted());
          APPROVALS.write(root, grants.approvals());
        });
  }

  /** The JSON Schema of such files, draft 2020-12. */
  static ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "urn:witloof:schema:grants:1");
    schema.put("title", "Witloof grants");
    schema.setAll(at(Path.of("grants.toml")).schema());
    return schema;
  }

  private static GrantsFile read(Path file, ConfigTable root) {
    List<Publisher> publishers = PUBLISHERS.read(root);
    List<Trusted> trusted = ALL_TRUSTED.read(root);
    List<Approval> approvals = APPROVALS.read(root);
    return root.finish(() -> new GrantsFile(file, publishers, trusted, approvals));
  }

  /** Signatures tell publishers apart by their keys, and reports by their names. */
  private static Key<List<Publisher>> publishers() {
    Key<List<Publisher>> any = Keys.tableList("publisher", PUBLISHER);
    return new Key<>(
        any.name(),
        any.required(),
        any.schema(),
        root -> {
          Set<Object> seen = new HashSet<>();
          return root.tables(any.name()).stream().map(table -> different(table, seen)).toList();
        },
        any.writer());
  }

  private static Publisher different(ConfigTable table, Set<Object> seen) {
    Publisher publisher = PUBLISHER.read(table);
    requireNew(table, "name", publisher.name(), seen);
    requireNew(table, "key", publisher.key(), seen);
    return publisher;
  }

  private static void requireNew(
      ConfigTable table, String key, @Nullable Object value, Set<Object> seen) {
    if (value != null && !seen.add(value)) {
      table.problem(key, "is the " + key + " of another publisher, too");
    }
  }

  private static Shape<Publisher> publisher() {
    Key<String> name = Keys.requiredText("name", "What you call it", NAME);
    Key<PublisherKey> key =
        Keys.requiredText("key", "Its public key, Ed25519 in base64", PUBLIC_KEY);
    return new Shape<>(
        "A publisher that is trusted: what it signs is granted what it asks for.",
        List.of(name, key),
        Map.of(),
        table -> new Publisher(name.read(table), key.read(table)),
        (table, publisher) -> {
          name.write(table, publisher.name());
          key.write(table, publisher.key());
        });
  }

  private static Shape<Trusted> trusted() {
    Key<Optional<String>> name =
        Keys.text("name", "For people, who would not know digests again", NAME);
    Key<String> component =
        Keys.requiredText("component", "SHA-256 of the component, as inspect prints it", DIGEST);
    Key<String> manifest =
        Keys.requiredText("manifest", "SHA-256 of the manifest, as inspect prints it", DIGEST);
    return new Shape<>(
        "A manifest and a component that are trusted together.",
        List.of(name, component, manifest),
        Map.of(),
        table -> new Trusted(name.read(table), component.read(table), manifest.read(table)),
        (table, trusted) -> {
          name.write(table, trusted.name());
          component.write(table, trusted.component());
          manifest.write(table, trusted.manifest());
        });
  }

  private static Shape<Approval> approval() {
    Shape<Capabilities> capabilities = Capabilities.shape();
    Key<String> name = Keys.requiredText("name", "The connector, as its manifest has it", NAME);
    Key<Optional<String>> version = Keys.text("version", "For people", NAME);
    Key<String> component =
        Keys.requiredText("component", "SHA-256 of the component, as inspect prints it", DIGEST);
    Key<Optional<String>> publisher =
        Keys.text("publisher", "The trusted publisher who had signed it, if one had", NAME);
    Key<Optional<String>> approved = Keys.text("approved", "For people: when", NAME);
    List<Key<?>> keys = new ArrayList<>(List.of(name, version, component, publisher, approved));
    keys.addAll(capabilities.keys());
    return new Shape<>(
        "An approval of one component under one name: of the capabilities that it names, and no"
            + " more.",
        keys,
        capabilities.refused(),
        table ->
            new Approval(
                name.read(table),
                version.read(table),
                component.read(table),
                publisher.read(table),
                approved.read(table),
                capabilities.read(table)),
        (table, approval) -> {
          name.write(table, approval.name());
          version.write(table, approval.version());
          component.write(table, approval.component());
          publisher.write(table, approval.publisher());
          approved.write(table, approval.approved());
          table.setAll(capabilities.write(approval.capabilities()));
        });
  }

  private static String name(String text) {
    if (text.isBlank()
        || text.length() > LONGEST_NAME
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("must be 1 to 100 characters of one line");
    }
    return text;
  }
}
