package dev.witloof.connector.internal.manifest;

import dev.witloof.connector.ConnectorManifest.Capabilities;
import dev.witloof.connector.HttpRule;
import dev.witloof.connector.config.ConfigTable;
import java.util.regex.Pattern;

/** Reads a table of capabilities; see {@link Capabilities#read}. */
public final class CapabilitiesReader {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

  private CapabilitiesReader() {}

  public static Capabilities read(ConfigTable table) {
    return new Capabilities(
        table.list("http", HttpRule::parse),
        table.list("env", CapabilitiesReader::variable),
        table.bool("config", false),
        table.bool("clock", false),
        table.bool("log", false),
        table.bool("random", false));
  }

  private static String variable(String text) {
    if (!VARIABLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be the name of an environment variable, such as GITHUB_TOKEN");
    }
    return text;
  }
}
