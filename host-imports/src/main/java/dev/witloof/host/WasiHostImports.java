package dev.witloof.host;

import dev.witloof.component.HostInterface;
import dev.witloof.component.InterfaceName;
import dev.witloof.component.WitWorld;
import dev.witloof.host.cli.Cli;
import dev.witloof.host.clocks.MonotonicClock;
import dev.witloof.host.clocks.WallClock;
import dev.witloof.host.config.ConfigStore;
import dev.witloof.host.http.HttpTypes;
import dev.witloof.host.inert.InertInterfaces;
import dev.witloof.host.io.IoInterfaces;
import dev.witloof.host.io.Streams;
import dev.witloof.host.logging.Logging;
import dev.witloof.host.random.Randoms;
import dev.witloof.runtime.Capability;
import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.HostImports;
import dev.witloof.runtime.ImportClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** WASI 0.2 as far as connectors may have it. Found by {@link java.util.ServiceLoader}. */
public final class WasiHostImports implements HostImports {
  private static final String HOST_WORLD = "/witloof/connector.wasm";

  private static final class Holder {
    static final WitWorld WORLD = readHostWorld();

    /** They hold nothing of an instance, so that all runtimes share what was planned for them. */
    static final List<HostInterface> INTERFACES = planInterfaces(WORLD);

    /** Of other versions nobody knows what they would take. */
    static final Set<String> TRACKS =
        INTERFACES.stream()
            .map(offered -> InterfaceName.parse(offered.name()).orElseThrow().track())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The world of all that host imports may provide, read once. */
  static WitWorld hostWorld() {
    return Holder.WORLD;
  }

  private static WitWorld readHostWorld() {
    try (InputStream in = WitWorld.class.getResourceAsStream(HOST_WORLD)) {
      if (in == null) {
        throw new IllegalStateException(
            "the class path has no resource " + HOST_WORLD + "; add the module witloof-wit");
      }
      return WitWorld.read(in.readAllBytes(), "host");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + HOST_WORLD, e);
    }
  }

  private static List<HostInterface> planInterfaces(WitWorld world) {
    List<Object> typed =
        new ArrayList<>(
            List.of(
                new IoInterfaces.Errors(),
                new IoInterfaces.Poll(),
                new Streams(),
                new MonotonicClock(),
                new WallClock(),
                new Randoms.Secure(),
                new Randoms.Insecure(),
                new Randoms.InsecureSeed(),
                new Logging(),
                new ConfigStore()));
    typed.addAll(Cli.all());
    List<HostInterface> interfaces = new ArrayList<>();
    typed.forEach(implementation -> interfaces.add(HostInterface.of(world, implementation)));
    interfaces.add(HttpTypes.types());
    interfaces.add(HttpTypes.handler());
    interfaces.addAll(InertInterfaces.of(world));
    return List.copyOf(interfaces);
  }

  @Override
  public List<HostInterface> interfaces() {
    return Holder.INTERFACES;
  }

  @Override
  public ImportClass classify(String interfaceName) {
    Optional<InterfaceName> name = InterfaceName.parse(interfaceName);
    if (name.isEmpty() || !Holder.TRACKS.contains(name.get().track())) {
      return new ImportClass.Unknown();
    }
    if (InertInterfaces.covers(name.get())) {
      return new ImportClass.Inert(
          name.get().packageName().equals("filesystem")
              ? "no directory is open"
              : "sockets answer access-denied");
    }
    return classify(name.get());
  }

  private static ImportClass classify(InterfaceName name) {
    return switch (name.packageName() + "/" + name.interfaceName()) {
      case "io/error", "io/poll", "io/streams" -> new ImportClass.Support();
      case "http/types", "http/outgoing-handler" -> new ImportClass.Granted(Capability.HTTP);
      case "logging/logging" -> new ImportClass.Granted(Capability.LOG);
      case "config/store" -> new ImportClass.Granted(Capability.CONFIG);
      case "clocks/wall-clock", "clocks/monotonic-clock" ->
          new ImportClass.Granted(Capability.CLOCK);
      case "cli/environment" ->
          new ImportClass.Granted(Capability.ENV, Optional.of("empty environment, no arguments"));
      case "random/random", "random/insecure", "random/insecure-seed" ->
          new ImportClass.Inert("random bytes, so many a call");
      case "cli/exit" -> new ImportClass.Inert("exit traps");
      case "cli/stdin" -> new ImportClass.Inert("stdin is closed");
      case "cli/stdout", "cli/stderr" -> new ImportClass.Inert("output goes to the bounded log");
      case "cli/terminal-input",
          "cli/terminal-output",
          "cli/terminal-stdin",
          "cli/terminal-stdout",
          "cli/terminal-stderr" ->
          new ImportClass.Inert("there is no terminal");
      default -> new ImportClass.Unknown();
    };
  }

  @Override
  public List<Object> newState(HostEnvironment environment) {
    return List.of(new WasiState(environment));
  }
}
