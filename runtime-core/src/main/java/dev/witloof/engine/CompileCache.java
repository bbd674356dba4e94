package dev.witloof.engine;

import dev.witloof.engine.internal.cache.DiskCache;
import java.nio.file.Path;

/**
 * Compiled core modules on disk, and the knowledge which modules are valid: what was loaded once
 * loads again without compiling, validating or even reading function bodies. Safe for threads, and
 * for processes that share the directory. Not to be implemented outside of this library.
 *
 * <p>Engines that were given the same object share classes, too: what one of them runs, or ran
 * lately, another one loads as HotSpot has compiled it, though its entry could not be stored or was
 * evicted by this object. Only if somebody else deleted the entry, it is compiled again, so that it
 * is there for others. Of what none of them runs any more, 64 MiB are kept as long as this object
 * is in use and the heap has room.
 *
 * <pre>{@code
 * CompileCache cache = CompileCache.at(Path.of("/var/cache/witloof"), 1L << 30);
 * Engine engine = Engines.create(Engine.Mode.COMPILER, cache);
 * Component component = Component.read(bytes, cache);
 * }</pre>
 *
 * <p><b>Trust.</b> What is in the directory runs as code of this process, outside of the sandbox.
 * Whoever can write to the directory, or to one above it, must be trusted like the application's
 * own class path. A directory that others than its owner may write to is refused, and so is one
 * that belongs to another user than this one or root; where files have no POSIX permissions, that
 * is the operator's to see to. The directories above it are not checked, and are the operator's to
 * see to everywhere: whoever can rename it can put another in its place. Files are made readable by
 * their owner alone.
 *
 * <p><b>Failures.</b> Entries are written under another name and then renamed, and are checked
 * against a checksum before anything in them is used: one that is damaged is deleted, and what it
 * held is compiled again. Classes are read from the file when they are first needed, so nobody but
 * the cache may write into an entry in place: a JVM that has loaded one does not survive that it
 * becomes shorter. To copy entries, write them elsewhere and rename them. A directory that cannot
 * be read or written to costs the cache's benefit and nothing else. Either is logged by the system
 * logger {@code dev.witloof.engine.cache}.
 *
 * <p><b>Size.</b> After an entry was added, those that were not used for longest are deleted until
 * the rest fits. Entries of other versions of this library are never read and go that way. An entry
 * counts as whole blocks of 4 KiB, which bounds the number of files, too. One that cannot be
 * deleted is logged, and others go in its place. Only files that the cache itself has made are
 * counted or deleted: whatever else is in the directory stays, links and directories included.
 */
public interface CompileCache {

  /**
   * A cache in that directory, which is made for its owner alone when it does not exist.
   *
   * @param maxBytes that the entries may take together, at least 4096; one that is larger is not
   *     kept
   * @throws IllegalArgumentException when others could put code into the directory, or nothing fits
   */
  static CompileCache at(Path directory, long maxBytes) {
    return DiskCache.open(directory, maxBytes);
  }

  /** The directory, as it was given. */
  Path directory();

  /**
   * Bytes that the entries take at present, in whole blocks; 0 when the directory cannot be read.
   */
  long size();

  /**
   * How many entries could not be stored by this object, as the directory cannot be written to, its
   * disk is full, or an entry is larger than all may be. The log says why, of failures of one kind
   * the first.
   */
  long unstored();
}
