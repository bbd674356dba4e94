package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CoreModule;
import dev.witloof.engine.internal.cache.CacheEntry;
import dev.witloof.engine.internal.cache.CacheKey;
import dev.witloof.engine.internal.cache.CorruptEntry;
import dev.witloof.engine.internal.cache.DiskCache;
import dev.witloof.engine.internal.cache.InFlight;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.validate.OwnModule;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Compiled modules in a cache: one entry for all core modules of a component, since their code
 * depends on the types of them all.
 */
final class CodeCache {
  private final DiskCache cache;
  private final InFlight<ComponentCode> inFlight = new InFlight<>();

  CodeCache(DiskCache cache) {
    this.cache = cache;
  }

  /**
   * The key of the code of a component's modules.
   *
   * @param threshold from which on functions are cut
   */
  static CacheKey key(List<OwnModule> modules, OutlineThreshold threshold) {
    return CacheKey.of(
        CacheKey.Kind.CODE,
        CodeVersions.with(threshold),
        modules.parallelStream().map(OwnModule::digest).toList());
  }

  /**
   * Notes a use of code that needed not be read.
   *
   * @return as of {@link DiskCache#touch}
   */
  boolean touch(CacheKey key) {
    return cache.touch(key);
  }

  /** The modules' code from the cache; or else compiled, and stored. */
  ComponentCode prepare(CacheKey key, List<OwnModule> modules, Supplier<List<Prepared>> compile) {
    return inFlight.once(key, () -> find(key, modules).orElseGet(() -> stored(key, compile.get())));
  }

  /** The modules' code from the cache, if it is there. */
  Optional<ComponentCode> find(CacheKey key, List<OwnModule> modules) {
    Optional<CacheEntry> entry = cache.find(key);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(load(modules, StoredModule.read(entry.get())));
    } catch (CorruptEntry e) {
      cache.discard(key, e);
    } catch (RuntimeException | LinkageError e) {
      // It is what was written, but not what this version writes.
      cache.discard(key, new CorruptEntry("it does not load: " + e, e));
    }
    return Optional.empty();
  }

  private static ComponentCode load(List<OwnModule> modules, List<StoredModule> stored)
      throws CorruptEntry {
    if (stored.size() != modules.size()) {
      throw new CorruptEntry(
          "it has %d modules in place of %d".formatted(stored.size(), modules.size()));
    }
    return new ComponentCode(
        IntStream.range(0, stored.size())
            .mapToObj(i -> load(modules.get(i), stored.get(i)))
            .toList());
  }

  private static ModuleCode load(OwnModule module, StoredModule code) {
    ParsedModule parsed = code.parse();
    return new ModuleCode(
        parsed,
        CoreModule.Code.COMPILED,
        InterpretedCode.machines(parsed.module(), code.machines(), code.interpreted()),
        InterpretedFunctions.named(module.decoded().bytes(), code.interpretedOrigins()),
        code.largeMethods(),
        true,
        code.bytes());
  }

  private ComponentCode stored(CacheKey key, List<Prepared> compiled) {
    List<StoredModule> stored =
        IntStream.range(0, compiled.size())
            .mapToObj(i -> Refusals.guarded(i, () -> StoredModule.of(compiled.get(i))))
            .toList();
    cache.store(key, StoredModule.write(stored));
    return new ComponentCode(compiled.stream().map(Prepared::loaded).toList());
  }
}
