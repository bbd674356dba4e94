package dev.witloof.engine.internal.chicory;

import static dev.witloof.engine.WasmBuilder.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.witloof.engine.CompileBudget;
import dev.witloof.engine.CoreModules;
import dev.witloof.engine.WasmBuilder;
import dev.witloof.engine.internal.binary.ContentDigest;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import dev.witloof.engine.internal.compile.CompileJob;
import dev.witloof.engine.internal.compile.CompileThreads;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.validate.OwnModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Code does not change without a version. There is a digest of what an entry of the cache holds for
 * each of some modules, with the versions by which it was made. It is the same on every JDK, and
 * whatever compiles in parallel.
 */
class CodeDigestsTest {
  private static final String COMMITTED = "/engine/code-digests.txt";

  /**
   * Control flow, calls, tables, globals, memories, bulk operations; what is large enough is cut.
   */
  private static final List<String> MODULES =
      List.of(
          "bulk-large",
          "indirect-caller",
          "kernel",
          "linked",
          "loops",
          "memory",
          "metering",
          "multi-memory",
          "outline",
          "references",
          "table",
          "table-ranges",
          "traps");

  private static final Map<String, OutlineThreshold> THRESHOLDS =
      new TreeMap<>(Map.of("whole", OutlineThreshold.DEFAULT, "cut", OutlineThreshold.TINY));

  private static final int LAST_LOAD = Opcodes.I32_STORE - 1;

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = CodeDigestsTest.class.getResourceAsStream(name)) {
      assertNotNull(in, name);
      return in.readAllBytes();
    }
  }

  /**
   * Every load and store, with and without an offset: in a loop that calls nothing, in one that
   * calls, and in none.
   */
  private static byte[] accesses() {
    WasmOutput quiet = loop(eachAccess());
    WasmOutput calling = loop(eachAccess().u8(Opcodes.LOCAL_GET).u8(0).u8(Opcodes.CALL).u32(0));
    return module(List.of(quiet, calling, eachAccess()));
  }

  /**
   * Loops full of accesses: of a function that HotSpot would compile whole, and one it would not.
   */
  private static byte[] hot() {
    return module(List.of(loop(loads(420)), loop(loads(700))));
  }

  private static WasmOutput loads(int count) {
    WasmOutput code = new WasmOutput(4096);
    for (int i = 0; i < count; i++) {
      code.u8(Opcodes.LOCAL_GET).u8(0).u8(Opcodes.FIRST_LOAD).u8(0).u32(i).u8(Opcodes.DROP);
    }
    return code;
  }

  /** Functions that have a parameter, and a memory. */
  private static byte[] module(List<WasmOutput> codes) {
    WasmOutput functions = new WasmOutput(8).u32(codes.size());
    WasmOutput bodies = new WasmOutput(4096).u32(codes.size());
    for (WasmOutput code : codes) {
      functions.u8(0);
      bodies.sized(new WasmOutput(4096).u8(0).append(code).u8(Opcodes.END));
    }
    return new WasmBuilder()
        .section(Sections.TYPE, bytes(1, 0x60, 1, ValueTypes.I32, 0))
        .section(Sections.FUNCTION, functions)
        .section(Sections.MEMORY, bytes(1, 0, 1))
        .section(Sections.CODE, bodies)
        .build();
  }

  private static WasmOutput loop(WasmOutput content) {
    return bytes(Opcodes.LOOP, Opcodes.EMPTY_BLOCK_TYPE)
        .append(content)
        .append(bytes(Opcodes.LOCAL_GET, 0, Opcodes.BR_IF, 0, Opcodes.END));
  }

  private static WasmOutput eachAccess() {
    WasmOutput code = new WasmOutput(1024);
    for (int offset : new int[] {0, 300}) {
      for (int load = Opcodes.FIRST_LOAD; load <= LAST_LOAD; load++) {
        code.u8(Opcodes.LOCAL_GET).u8(0).u8(load).u8(0).u32(offset).u8(Opcodes.DROP);
      }
      for (int store = Opcodes.I32_STORE; store <= Opcodes.LAST_STORE; store++) {
        // The value is one that was loaded: by i32.load, i64.load, f32.load or f64.load.
        int load = Opcodes.FIRST_LOAD + type(store);
        code.u8(Opcodes.LOCAL_GET).u8(0);
        code.u8(Opcodes.LOCAL_GET).u8(0).u8(load).u8(0).u32(0);
        code.u8(store).u8(0).u32(offset);
      }
    }
    return code;
  }

  /** 0 for a store of an i32, 1 an i64, 2 an f32, 3 an f64. */
  private static int type(int store) {
    if (store < Opcodes.I32_STORE8) {
      return store - Opcodes.I32_STORE;
    }
    return store < Opcodes.I64_STORE8 ? 0 : 1;
  }

  /** The digest of what the cache would hold. */
  private static String digest(byte[] module, OutlineThreshold threshold) {
    CheckedComponent component =
        CheckedComponent.of(List.of((OwnModule) CoreModules.validate(module)));
    List<Prepared> compiled =
        new ComponentCompiler(threshold, new CompileThreads(2), Thread.NORM_PRIORITY)
            .compile(component, new CompileJob(CompileBudget.DEFAULT, () -> false));
    MessageDigest digest = ContentDigest.sha256();
    for (ByteBuffer part : StoredModule.write(compiled.stream().map(StoredModule::of).toList())) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.remaining()).flip());
      digest.update(part.duplicate());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<String> versions() {
    return new TreeMap<>(CodeVersions.ALL)
        .entrySet().stream().map(each -> each.getKey() + " " + each.getValue()).toList();
  }

  private static List<String> digests() throws IOException {
    Map<String, byte[]> modules = new TreeMap<>(Map.of("accesses", accesses(), "hot", hot()));
    for (String name : MODULES) {
      modules.put(name, resource("/engine/" + name + ".wasm"));
    }
    List<String> digests = new ArrayList<>();
    modules.forEach(
        (name, module) ->
            THRESHOLDS.forEach(
                (how, threshold) ->
                    digests.add(name + " " + how + " " + digest(module, threshold))));
    return digests;
  }

  @Test
  void codeDoesNotChangeWithoutAVersion() throws IOException {
    List<String> versions = versions();
    List<String> digests = digests();
    Path made = Path.of("target", "code-digests.txt").toAbsolutePath();
    List<String> lines = new ArrayList<>(versions);
    lines.addAll(digests);
    Files.write(made, lines);

    List<String> committed =
        new String(resource(COMMITTED), StandardCharsets.UTF_8).lines().toList();
    String update =
        "cp %s %s".formatted(made, Path.of("src/test/resources" + COMMITTED).toAbsolutePath());
    int count = Math.min(versions.size(), committed.size());
    if (committed.subList(0, count).equals(versions)) {
      assertEquals(
          String.join("\n", committed.subList(count, committed.size())),
          String.join("\n", digests),
          "compiled code is not that of these versions, and caches would go on with the old: raise"
              + " MeteredClasses.VERSION, or that of what has changed (CodeVersions), unless only"
              + " the modules of this test have; run this test again, and then "
              + update);
    } else {
      assertEquals(
          String.join("\n", committed),
          String.join("\n", lines),
          "the digests are those of other versions; keep these: " + update);
    }
  }
}
