package dev.witloof.connector.internal.manifest;

import dev.witloof.connector.ConnectorManifest.Capabilities;
import dev.witloof.connector.HttpRule;
import dev.witloof.connector.config.ConfigTable;
import dev.witloof.connector.config.shape.Form;
import dev.witloof.connector.config.shape.Key;
import dev.witloof.connector.config.shape.Keys;
import dev.witloof.connector.config.shape.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table {@code [capabilities]}; see {@link Capabilities}. */
public final class CapabilitiesShape {
  private static final Key<List<HttpRule>> HTTP =
      Keys.texts(
          "http",
          "Requests it makes: [METHOD[,METHOD] ][scheme://]host[:port][/path-prefix], such as"
              + " \"GET api.example.com/v1\" or \"*.example.com\"; https on port 443 unless it says"
              + " otherwise",
          new Form<>(
              "([A-Z][A-Z-]*(,[A-Z][A-Z-]*)* )?([Hh][Tt][Tt][Pp][Ss]?://)?"
                  + "(\\[[0-9A-Fa-f:.]+\\]|(\\*\\.)?[0-9A-Za-z_-]+(\\.[0-9A-Za-z_-]+)*)"
                  + "(:(\\*|[1-9][0-9]{0,4}))?(/|(/[A-Za-z0-9._~!$&'()+,=:@-]+)*)",
              2_000,
              HttpRule::parse,
              HttpRule::toString));
  private static final Key<List<String>> ENV =
      Keys.texts(
          "env",
          "Names of the environment variables it reads",
          Form.of(
              "[A-Za-z_][A-Za-z0-9_]{0,99}",
              100,
              "must be the name of an environment variable, such as GITHUB_TOKEN"));
  private static final Key<Boolean> CONFIG = Keys.flag("config", "Whether it reads its settings");
  private static final Key<Boolean> CLOCK = Keys.flag("clock", "Whether it reads clocks");
  private static final Key<Boolean> LOG = Keys.flag("log", "Whether it writes to the log");
  private static final Key<Boolean> RANDOM = Keys.flag("random", "Whether it takes random bytes");

  public static final Shape<Capabilities> SHAPE =
      new Shape<>(
          "What the connector asks for; an operator grants it or not.",
          List.of(HTTP, ENV, CONFIG, CLOCK, LOG, RANDOM),
          later(),
          CapabilitiesShape::read,
          (table, capabilities) -> {
            HTTP.write(table, capabilities.http());
            ENV.write(table, capabilities.env());
            CONFIG.write(table, capabilities.config());
            CLOCK.write(table, capabilities.clock());
            LOG.write(table, capabilities.log());
            RANDOM.write(table, capabilities.random());
          });

  private CapabilitiesShape() {}

  private static Capabilities read(ConfigTable table) {
    return new Capabilities(
        HTTP.read(table),
        ENV.read(table),
        CONFIG.read(table),
        CLOCK.read(table),
        LOG.read(table),
        RANDOM.read(table));
  }

  /** Capabilities of other runtimes, so that an author need not think of a slip of the pen. */
  private static Map<String, String> later() {
    String unsupported = "is not supported by this version; ";
    Map<String, String> later = new LinkedHashMap<>();
    for (String files : List.of("filesystem", "files", "fs", "preopens", "dirs")) {
      later.put(files, unsupported + "there are no files in the sandbox");
    }
    for (String sockets : List.of("sockets", "tcp", "udp", "dns", "network")) {
      later.put(sockets, unsupported + "there are no sockets in the sandbox, use http");
    }
    for (String store :
        List.of("keyvalue", "blobstore", "sql", "messaging", "queue", "cache", "secrets")) {
      later.put(store, unsupported + "a connector keeps what it must remember in its cursor");
    }
    for (String other : List.of("process", "exec", "threads", "gpu", "nn", "stdin", "args")) {
      later.put(other, unsupported + "build the connector without it");
    }
    return later;
  }
}
