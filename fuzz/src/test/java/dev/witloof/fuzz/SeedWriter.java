package dev.witloof.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Writes the seed corpus; {@code fuzz/seeds/build.sh} runs it. The same bytes every time. */
final class SeedWriter {
  private static final int ARROW_STREAMS = 12;

  private SeedWriter() {}

  public static void main(String[] arguments) throws IOException {
    Path seeds = Path.of(arguments[0]);
    arrow(Files.createDirectories(seeds.resolve("arrow")));
  }

  /** Streams as they cross the border, for tables by chance. */
  private static void arrow(Path folder) throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < ARROW_STREAMS; i++) {
      byte[] chance = new byte[1000];
      random.nextBytes(chance);
      Choices choices = new Choices(chance);
      var table = Tables.table(choices);
      int program = chance.length - choices.rest().length;
      byte[] values = Arrays.copyOfRange(chance, program, chance.length);
      ByteArrayOutputStream raw = new ByteArrayOutputStream();
      raw.write(1);
      raw.write(chance, 0, program);
      raw.writeBytes(Rows.stream(table, new Choices(values)));
      Files.write(folder.resolve("stream-" + i), raw.toByteArray());
      ByteArrayOutputStream forged = new ByteArrayOutputStream();
      forged.write(0);
      forged.write(chance, 0, 200);
      Files.write(folder.resolve("forged-" + i), forged.toByteArray());
    }
  }
}
