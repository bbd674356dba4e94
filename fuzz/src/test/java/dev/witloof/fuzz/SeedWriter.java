package dev.witloof.fuzz;

import dev.witloof.component.Component;
import dev.witloof.component.InvalidComponent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

/** Writes the seed corpus; {@code fuzz/seeds/build.sh} runs it. The same bytes every time. */
final class SeedWriter {
  private static final int CHANCES = 12;
  private static final int VALID_COMPONENTS = 60;
  private static final int LONGEST = 5_000;

  private final Path seeds;
  private final Random random = new Random(1);

  private SeedWriter(Path seeds) {
    this.seeds = seeds;
  }

  /**
   * @param arguments the folder to write to, and folders with components and modules
   */
  public static void main(String[] arguments) throws IOException {
    SeedWriter writer = new SeedWriter(Path.of(arguments[0]));
    writer.arrow();
    writer.abi();
    for (String folder : Arrays.asList(arguments).subList(1, arguments.length)) {
      writer.binaries(Path.of(folder));
    }
    writer.generated();
    writer.programs();
  }

  /** Streams as they cross the border, and programs that make them, for tables by chance. */
  private void arrow() throws IOException {
    for (int i = 0; i < CHANCES; i++) {
      byte[] chance = chance(1_000);
      Choices choices = new Choices(chance);
      var table = Tables.table(choices);
      int program = chance.length - choices.rest().length;
      byte[] values = Arrays.copyOfRange(chance, program, chance.length);
      write(
          "arrow/stream-" + i,
          new WasmWriter()
              .u8(1)
              .raw(Arrays.copyOf(chance, program))
              .raw(Rows.stream(table, new Choices(values))));
      write("arrow/forged-" + i, new WasmWriter().u8(0).raw(Arrays.copyOf(chance, 200)));
    }
  }

  private void abi() throws IOException {
    for (int i = 0; i < CHANCES; i++) {
      write("abi/chance-" + i, new WasmWriter().raw(chance(100 + 40 * i)));
    }
  }

  private void programs() throws IOException {
    for (int i = 0; i < CHANCES; i++) {
      write("differential/chance-" + i, new WasmWriter().raw(chance(200 + 300 * i)));
    }
  }

  /** Components and modules, as they are and framed. */
  private void binaries(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".wasm")).sorted().toList()) {
        byte[] wasm = Files.readAllBytes(file);
        if (wasm.length > LONGEST) {
          continue;
        }
        boolean component = wasm[6] == 1;
        String name = (component ? "component/" : "module/") + file.getFileName();
        write(name + "-framed", new WasmWriter().u8(1).raw(Unframing.disassemble(wasm)));
        if (component) {
          write(name + "-raw", new WasmWriter().u8(0).raw(wasm));
        }
      }
    }
  }

  /** Programs of the generator whose components are valid and not small. */
  private void generated() throws IOException {
    int found = 0;
    while (found < VALID_COMPONENTS) {
      byte[] program = chance(60 + random.nextInt(200));
      byte[] component = ComponentGenerator.component(new Choices(program));
      if (component.length > 60 && valid(component)) {
        write("component/generated-" + found++, new WasmWriter().u8(2).raw(program));
      }
    }
  }

  private static boolean valid(byte[] component) {
    try {
      return !Component.read(component).exports().isEmpty();
    } catch (InvalidComponent expected) {
      return false;
    }
  }

  private byte[] chance(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private void write(String name, WasmWriter bytes) throws IOException {
    Path file = seeds.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes.bytes());
  }
}
