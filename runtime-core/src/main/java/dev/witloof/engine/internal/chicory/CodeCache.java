package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CoreModule;
import dev.witloof.engine.internal.cache.CacheEntry;
import dev.witloof.engine.internal.cache.CacheKey;
import dev.witloof.engine.internal.cache.CorruptEntry;
import dev.witloof.engine.internal.cache.DiskCache;
import dev.witloof.engine.internal.cache.InFlight;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.validate.OwnModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compiled modules in a cache: one entry for all core modules of a component, since their code
 * depends on the types of them all.
 */
final class CodeCache {
  private static final String KIND = "code";

  private final DiskCache cache;
  private final Map<String, Object> versions;
  private final InFlight<List<ChicoryModule>> inFlight = new InFlight<>();

  /**
   * @param threshold from which on functions are cut
   */
  CodeCache(DiskCache cache, OutlineThreshold threshold) {
    this.cache = cache;
    this.versions = CodeVersions.with(threshold);
  }

  /** The modules from the cache; or else compiled, and stored. */
  List<ChicoryModule> prepare(List<OwnModule> modules, Supplier<List<Prepared>> compile) {
    CacheKey key = CacheKey.of(KIND, versions, modules.stream().map(OwnModule::digest).toList());
    return inFlight.once(key, () -> find(key, modules).orElseGet(() -> stored(key, compile.get())));
  }

  /** The modules from the cache, if they are there. */
  Optional<List<ChicoryModule>> find(List<OwnModule> modules) {
    return find(key(modules), modules);
  }

  private CacheKey key(List<OwnModule> modules) {
    return CacheKey.of(KIND, versions, modules.stream().map(OwnModule::digest).toList());
  }

  private Optional<List<ChicoryModule>> find(CacheKey key, List<OwnModule> modules) {
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

  private static List<ChicoryModule> load(List<OwnModule> modules, List<StoredModule> stored)
      throws CorruptEntry {
    if (stored.size() != modules.size()) {
      throw new CorruptEntry(
          "it has %d modules in place of %d".formatted(stored.size(), modules.size()));
    }
    List<ChicoryModule> loaded = new ArrayList<>();
    for (int i = 0; i < stored.size(); i++) {
      OwnModule module = modules.get(i);
      StoredModule code = stored.get(i);
      loaded.add(
          ChicoryModule.of(
              module,
              new ModuleCode(
                  code.parse(),
                  CoreModule.Code.COMPILED,
                  code.machines(),
                  InterpretedFunctions.named(module.decoded().bytes(), code.interpretedOrigins()),
                  LargeMethods.slow(code.largeMethods()),
                  true)));
    }
    return List.copyOf(loaded);
  }

  private List<ChicoryModule> stored(CacheKey key, List<Prepared> compiled) {
    cache.store(key, StoredModule.write(compiled.stream().map(StoredModule::of).toList()));
    return compiled.stream().map(Prepared::module).toList();
  }
}
