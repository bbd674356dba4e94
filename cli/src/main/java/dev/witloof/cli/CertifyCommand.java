package dev.witloof.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.PracticeWarehouse;
import dev.witloof.conformance.certification.Certificate;
import dev.witloof.conformance.certification.CertificateHtml;
import dev.witloof.conformance.certification.CertificateJson;
import dev.witloof.conformance.certification.CertificateText;
import dev.witloof.conformance.certification.ConformanceSettings;
import dev.witloof.runtime.http.HttpMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code witloof certify}: all checks of the kit on one connector, and what they found. */
@Command(
    name = "certify",
    description = {
      "Runs the conformance kit on a connector and writes a certificate, for programs and for people.",
      "Clocks stand and random numbers are the same each time unless --clock and --seed say otherwise. A"
          + " connector whose requests are answered by a cassette, or that makes none, is granted what"
          + " it asks for, with made-up secrets. Ends with 1 when a check failed."
    },
    mixinStandardHelpOptions = true)
final class CertifyCommand implements Callable<Integer> {
  @ParentCommand private Witloof parent;
  @Mixin private ConnectorOptions options = new ConnectorOptions();
  @Mixin private HttpOptions http = new HttpOptions();

  @Option(
      names = "--conformance",
      paramLabel = "FILE",
      description =
          "How the connector is tested; else conformance.toml beside the manifest, if there is one.")
  private @Nullable Path conformance;

  @Option(
      names = "--without",
      paramLabel = "BEHAVIOUR",
      description =
          "Declare absent, beside what conformance.toml does, what the connector does without:"
              + " ${COMPLETION-CANDIDATES}; repeatable.",
      converter = BehaviourName.class,
      completionCandidates = BehaviourName.class)
  private List<Behaviour> without = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "certificate",
      description =
          "Where certificate.json and certificate.html are written; ./certificate unless given.")
  private Path out = Path.of("certificate");

  CertifyCommand() {}

  @Override
  public Integer call() {
    Console console = parent.console();
    String connector = options.connector(console);
    Optional<Path> file = settingsFile(console, connector);
    ConformanceSettings settings =
        file.map(ConformanceSettings::read).orElse(ConformanceSettings.DEFAULTS);
    if (conformance == null) {
      file.ifPresent(beside -> requireHarmless(settings, beside));
    }
    HttpMode mode = mode(console, settings);
    Certificate certificate;
    try (TemporaryFolder temporary = TemporaryFolder.make()) {
      ConformanceSettings tested = settings.in(temporary.path()).without(without);
      certificate =
          settings.readBack().warehouse()
              ? certifyWithWarehouse(console, mode, connector, tested, file)
              : new Certification(options, mode, console, connector, tested, Optional.empty(), file)
                  .certify();
    }
    write(console, certificate);
    return certificate.passed() ? ExitCode.DONE : ExitCode.CONNECTOR_ERROR;
  }

  private Certificate certifyWithWarehouse(
      Console console,
      HttpMode mode,
      String connector,
      ConformanceSettings settings,
      Optional<Path> file) {
    try (PracticeWarehouse warehouse = PracticeWarehouse.start()) {
      ConformanceSettings tested = settings.at(warehouse.address());
      return new Certification(
              options, mode, console, connector, tested, Optional.of(warehouse), file)
          .certify();
    }
  }

  /** A stranger's file must not make this host open databases, nor read any file there is. */
  private static void requireHarmless(ConformanceSettings settings, Path file) {
    settings
        .readBack()
        .jdbc()
        .ifPresent(
            jdbc -> {
              throw new BadInput(
                  "the %s beside the manifest wants to open the database %s; name the file by --conformance"
                          .formatted(ConformanceSettings.FILE, jdbc)
                      + " to let it");
            });
    settings
        .cassette()
        .filter(cassette -> !isBeneath(file.toAbsolutePath().getParent(), cassette))
        .ifPresent(
            cassette -> {
              throw new BadInput(
                  "cassette in the %s beside the manifest is %s, which is not beneath its folder; name the"
                          .formatted(ConformanceSettings.FILE, cassette)
                      + " file by --conformance to let it");
            });
  }

  /** Whether a file is in a folder, wherever symbolic links lead, or would be if there were one. */
  private static boolean isBeneath(Path folder, Path file) {
    if (!file.startsWith(folder.normalize())) {
      return false;
    } else if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    try {
      return file.toRealPath().startsWith(folder.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private HttpMode mode(Console console, ConformanceSettings settings) {
    settings
        .cassette()
        .filter(cassette -> !Files.isRegularFile(cassette))
        .ifPresent(
            cassette -> {
              throw new BadInput(
                  "%s names the cassette %s, and there is no such file"
                      .formatted(ConformanceSettings.FILE, cassette));
            });
    HttpMode otherwise = settings.cassette().map(HttpMode::replay).orElse(HttpMode.LIVE);
    HttpMode mode = http.mode(console, otherwise, false);
    if (mode instanceof HttpMode.Faulty) {
      throw new BadInput("a certificate is of answers as they are; leave --fault out");
    }
    return mode;
  }

  private Optional<Path> settingsFile(Console console, String connector) {
    if (conformance != null) {
      return Optional.of(console.folder().resolve(conformance));
    }
    return Optional.of(console.folder().resolve(connector).resolveSibling(ConformanceSettings.FILE))
        .filter(beside -> Certification.isFile(connector) && Files.isRegularFile(beside));
  }

  private void write(Console console, Certificate certificate) {
    ObjectNode json = CertificateJson.render(certificate);
    Path folder = console.folder().resolve(out);
    Path page = folder.resolve("certificate.html");
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("certificate.json"), json.toPrettyString() + "\n");
      Files.writeString(page, CertificateHtml.render(certificate));
    } catch (IOException e) {
      throw new BadInput("the certificate cannot be written to " + folder + ": " + e, e);
    }
    if (options.json()) {
      Results.json(console.out(), json);
    } else {
      Results.text(console.out(), CertificateText.render(certificate));
    }
    console.say("written to " + page + ", and certificate.json beside it");
  }
}
