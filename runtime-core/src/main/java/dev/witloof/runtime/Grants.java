package dev.witloof.runtime;

import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.HttpRule;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an operator approves for one connector. A grant has an effect only on what the connector's
 * manifest asks for; what is granted and not asked for is not given. Immutable.
 *
 * <pre>{@code
 * Grants grants = Grants.builder().http("api.github.com").env("GITHUB_TOKEN").clock().build();
 * }</pre>
 */
public final class Grants {
  private static final Grants NONE = builder().build();

  private final List<HttpRule> httpRules;
  private final Set<String> envNames;
  private final Set<Capability> switches;
  private final Function<String, @Nullable String> envValues;
  private final Optional<GrantsFile> file;
  private final boolean development;

  private Grants(Builder builder) {
    httpRules = List.copyOf(builder.httpRules);
    envNames = Set.copyOf(builder.envNames);
    switches = Set.copyOf(builder.switches);
    envValues = builder.envValues;
    file = Optional.ofNullable(builder.file);
    development = builder.development;
  }

  /** No authority at all. */
  public static Grants none() {
    return NONE;
  }

  /**
   * Whatever the connector asks for, unseen: for a connector that one is writing oneself. Every
   * load report says so.
   */
  public static Grants development() {
    return builder().forDevelopment().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Requests that may be asked for. */
  public List<HttpRule> httpRules() {
    return httpRules;
  }

  /** Names of the environment variables that may be asked for. */
  public Set<String> envNames() {
    return envNames;
  }

  /** True when the capability is granted; for HTTP and ENV, when any host or name is. */
  public boolean has(Capability capability) {
    return switch (capability) {
      case HTTP -> !httpRules.isEmpty();
      case ENV -> !envNames.isEmpty();
      case CONFIG, CLOCK, LOG, RANDOM -> switches.contains(capability);
    };
  }

  /** What the operator approves and trusts in a file. */
  public Optional<GrantsFile> file() {
    return file;
  }

  /** Whether everything that is asked for is granted. */
  public boolean isDevelopment() {
    return development;
  }

  /** What is granted by name, in the shape of what manifests ask for. */
  ConnectorManifest.Capabilities capabilities() {
    return new ConnectorManifest.Capabilities(
        httpRules,
        envNames.stream().sorted().toList(),
        has(Capability.CONFIG),
        has(Capability.CLOCK),
        has(Capability.LOG),
        has(Capability.RANDOM));
  }

  /** The value of a variable, empty when it is not set. */
  public Optional<String> envValue(String name) {
    return Optional.ofNullable(envValues.apply(name));
  }

  /** Collects grants. */
  public static final class Builder {
    private static final Pattern ENV_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    private final Set<HttpRule> httpRules = new LinkedHashSet<>();
    private final Set<String> envNames = new LinkedHashSet<>();
    private final Set<Capability> switches = EnumSet.noneOf(Capability.class);
    private Function<String, @Nullable String> envValues = System::getenv;
    private @Nullable GrantsFile file;
    private boolean development;

    private Builder() {}

    /**
     * Grants requests.
     *
     * @param rule the text of an {@link HttpRule}: a host such as {@code api.github.com}, or {@code
     *     *.github.com} for any subdomain, for https on port 443 alone
     * @throws IllegalArgumentException saying what would be right
     */
    public Builder http(String rule) {
      return http(HttpRule.parse(rule));
    }

    /** Grants requests. */
    public Builder http(HttpRule rule) {
      httpRules.add(rule);
      return this;
    }

    /**
     * Grants an environment variable.
     *
     * @throws IllegalArgumentException when no manifest could ask for it: a name has 1 to 100 ASCII
     *     letters, digits and underscores and begins with no digit; it has no wildcards
     */
    public Builder env(String name) {
      if (!ENV_NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "must be the name of one environment variable, such as GITHUB_TOKEN, not '"
                + name
                + "'");
      }
      envNames.add(name);
      return this;
    }

    /** Where values of granted variables come from; the process environment unless set. */
    public Builder envFrom(Map<String, String> values) {
      envValues = Map.copyOf(values)::get;
      return this;
    }

    /** Grants the configuration. */
    public Builder config() {
      return grant(Capability.CONFIG);
    }

    /** Grants the clocks. */
    public Builder clock() {
      return grant(Capability.CLOCK);
    }

    /** Grants writing to the log. */
    public Builder log() {
      return grant(Capability.LOG);
    }

    /** Grants random bytes. */
    public Builder random() {
      return grant(Capability.RANDOM);
    }

    /**
     * Grants a capability that takes no value.
     *
     * @throws IllegalArgumentException for HTTP and ENV, which need a host or a name
     */
    public Builder grant(Capability capability) {
      if (capability == Capability.HTTP || capability == Capability.ENV) {
        throw new IllegalArgumentException(
            "'"
                + capability.key()
                + "' is granted by "
                + (capability == Capability.HTTP ? "host" : "name"));
      }
      switches.add(capability);
      return this;
    }

    /** Grants all of these requests. */
    public Builder http(List<HttpRule> rules) {
      rules.forEach(this::http);
      return this;
    }

    /** Grants all of these environment variables. */
    public Builder env(List<String> names) {
      names.forEach(this::env);
      return this;
    }

    /** Grants all of these; the grants of a pipeline have the shape of what manifests ask for. */
    public Builder all(ConnectorManifest.Capabilities approved) {
      http(approved.http()).env(approved.env());
      addIf(approved.config(), Capability.CONFIG);
      addIf(approved.clock(), Capability.CLOCK);
      addIf(approved.log(), Capability.LOG);
      addIf(approved.random(), Capability.RANDOM);
      return this;
    }

    /** Grants what a file says, to whom it says. */
    public Builder file(GrantsFile grantsFile) {
      file = grantsFile;
      return this;
    }

    /** Grants all that is asked for: see {@link Grants#development()}. */
    public Builder forDevelopment() {
      development = true;
      return this;
    }

    private void addIf(boolean approved, Capability capability) {
      if (approved) {
        grant(capability);
      }
    }

    public Grants build() {
      return new Grants(this);
    }
  }
}
