package dev.witloof.host.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.runtime.ConnectorUsage;
import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.LogSink.Level;
import dev.witloof.runtime.Reproducibility;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.http.HttpLimits;
import dev.witloof.runtime.http.HttpMode;
import dev.witloof.runtime.secret.GuestSecrets;
import dev.witloof.runtime.secret.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a secret is split on its way to the log, no line has five of its characters in a row. */
class SplitSecretsTest {
  private static final int ROUNDS = 300;
  private static final int TOLD = 5;
  private static final int MAX_LINE = 8 << 10;

  private final List<String> lines = new ArrayList<>();

  /** How a secret is written; the parts hold a character each, or three bytes for base64. */
  private enum Writing {
    PLAIN {
      @Override
      List<String> parts(String secret) {
        return List.of(secret.split(""));
      }
    },
    PERCENT {
      @Override
      List<String> parts(String secret) {
        return secret.chars().mapToObj("%%%02x"::formatted).toList();
      }
    },
    ESCAPED {
      @Override
      List<String> parts(String secret) {
        return secret.chars().mapToObj("\\u%04x"::formatted).toList();
      }
    },
    HEX {
      @Override
      List<String> parts(String secret) {
        return secret.chars().mapToObj("%02x"::formatted).toList();
      }
    },
    BASE64 {
      @Override
      List<String> parts(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.US_ASCII);
        return Arrays.asList(Base64.getEncoder().encodeToString(bytes).split("(?<=\\G.{4})"));
      }
    };

    abstract List<String> parts(String secret);

    boolean tells(String line, String secret) {
      List<String> parts = parts(secret);
      int told = this == BASE64 ? 2 : TOLD;
      for (int at = 0; at + told <= parts.size(); at++) {
        if (line.contains(String.join("", parts.subList(at, at + told)))) {
          return true;
        }
      }
      return false;
    }
  }

  private static String text(Random random, String letters, int length) {
    return random
        .ints(length, 0, letters.length())
        .mapToObj(i -> letters.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  private static String secret(Random random) {
    return text(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 9 + 3 * random.nextInt(12));
  }

  private LogChannel channel(Redactor redactor, int bytesPerSecond) {
    HostEnvironment environment =
        new HostEnvironment(
            new ConnectorIdentity("leaky", Optional.empty(), "0".repeat(64)),
            Set.of(),
            List.of(),
            Map.of(),
            Map.of(),
            line -> lines.add(line.message()),
            HttpMode.LIVE,
            new HttpLimits(1, 1 << 20, 1 << 20),
            bytesPerSecond,
            new ConnectorUsage(),
            event -> {},
            new GuestSecrets(Set.of(), Set.of(), redactor),
            Reproducibility.NONE);
    return new LogChannel(new LogGate(environment, () -> 0), redactor);
  }

  private static List<String> pieces(String text, Random random) {
    List<String> pieces = new ArrayList<>();
    int longest = 1 + random.nextInt(40);
    for (int at = 0; at < text.length(); ) {
      int end = Math.min(text.length(), at + 1 + random.nextInt(longest));
      pieces.add(text.substring(at, end));
      at = end;
    }
    return pieces;
  }

  private void assertUntold(Writing writing, String secret, String how) {
    for (String line : lines) {
      assertFalse(writing.tells(line, secret), () -> secret + " " + how + " in " + line);
    }
  }

  @ParameterizedTest
  @EnumSource
  void onLinesOfTheirOwn(Writing writing) {
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(round);
      String secret = secret(random);
      String written = String.join("", writing.parts(secret));
      assertTrue(writing.tells(written, secret));
      lines.clear();
      LogChannel channel = channel(Redactor.of(Map.of("TOKEN", secret)), 1 << 20);
      String text = text(random, "ghijklm ", 30) + written + text(random, "ghijklm ", 30);
      List<String> pieces = pieces(text, random);
      pieces.forEach(piece -> channel.log(Level.INFO, "", piece));
      channel.close();
      assertEquals(pieces.size(), lines.size(), "no line is missing");
      assertUntold(writing, secret, "split into " + pieces);
    }
  }

  @ParameterizedTest
  @EnumSource
  void inWritesAboutTheEndOfALineThatIsTooLong(Writing writing) {
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(round);
      String secret = secret(random);
      Redactor redactor = Redactor.of(Map.of("TOKEN", secret));
      lines.clear();
      String written = String.join("", writing.parts(secret));
      int before = MAX_LINE - random.nextInt(2 * written.length());
      String text = text(random, "ghijklm ", before) + written + text(random, "gh ", 600);
      try (LoggedOutput output =
          new LoggedOutput(channel(redactor, 1 << 20), redactor, Level.INFO, "stdout")) {
        for (String piece : pieces(text, random)) {
          output.write(piece.getBytes(StandardCharsets.UTF_8));
        }
      }
      assertTrue(lines.size() >= 2, "the line was cut");
      assertUntold(writing, secret, "after " + before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whenTheGuestEndsInTheMiddle(Writing writing) {
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(round);
      String secret = secret(random);
      lines.clear();
      String written = String.join("", writing.parts(secret));
      LogChannel channel = channel(Redactor.of(Map.of("TOKEN", secret)), 1 << 20);
      channel.log(
          Level.INFO, "", "it is " + written.substring(0, random.nextInt(written.length())));
      channel.close();
      assertUntold(writing, secret, "cut off");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whenLinesBetweenAreDropped(Writing writing) {
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(round);
      String secret = secret(random);
      lines.clear();
      String written = String.join("", writing.parts(secret));
      int bytesPerSecond = 200 + random.nextInt(200);
      LogChannel channel = channel(Redactor.of(Map.of("TOKEN", secret)), bytesPerSecond);
      List<String> pieces = pieces(written, random);
      pieces.forEach(piece -> channel.log(Level.INFO, "", piece));
      channel.close();
      assertUntold(writing, secret, "split into " + pieces + " of " + bytesPerSecond + " bytes");
    }
  }

  @Test
  void aSecretOnMoreLinesThanAreHeldBackIsTakenForOneBeforeItIsComplete() {
    String secret = text(new Random(1), "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 4_000);
    LogChannel channel = channel(Redactor.of(Map.of("TOKEN", secret)), 1 << 20);
    for (int at = 0; at < 10 * 256; at += 10) {
      channel.log(Level.INFO, "", secret.substring(at, at + 10));
    }
    channel.close();
    assertEquals(256, lines.size());
    assertUntold(Writing.PLAIN, secret, "on 256 lines");
  }
}
