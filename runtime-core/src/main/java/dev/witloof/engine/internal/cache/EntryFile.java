package dev.witloof.engine.internal.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * The format of an entry's file: magic, key, number of parts, their lengths, the parts, and the
 * CRC-32C of all before it. Numbers are big-endian.
 *
 * <p>The checksum finds what crashes, full disks and failing ones do to a file. It is no defence
 * against those who may write to the directory; {@link CacheDirectory} keeps them out.
 */
final class EntryFile {
  /** Changes with the format. */
  private static final byte[] MAGIC = "witloof1".getBytes(StandardCharsets.US_ASCII);

  private static final int HEAD = MAGIC.length + CacheKey.DIGEST_BYTES + Integer.BYTES;
  private static final int CHECKSUM = Integer.BYTES;

  /** Files up to this size are read, not mapped: mapping them would cost more. */
  private static final int SMALL = 64 << 10;

  private EntryFile() {}

  /** The size that a file with those parts has. */
  static long size(List<ByteBuffer> parts) {
    long content = parts.stream().mapToLong(ByteBuffer::remaining).sum();
    return HEAD + (long) Integer.BYTES * parts.size() + content + CHECKSUM;
  }

  /** Writes a file of at most {@link Integer#MAX_VALUE} bytes and forces it to the disk. */
  static void write(FileChannel channel, CacheKey key, List<ByteBuffer> parts) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD + Integer.BYTES * parts.size());
    head.put(MAGIC).put(key.digestBytes()).putInt(parts.size());
    parts.forEach(part -> head.putInt(part.remaining()));
    CRC32C checksum = new CRC32C();
    write(channel, head.flip(), checksum);
    for (ByteBuffer part : parts) {
      write(channel, part.duplicate(), checksum);
    }
    write(
        channel, ByteBuffer.allocate(CHECKSUM).putInt((int) checksum.getValue()).flip(), checksum);
    // A file system may make the new name durable before the content; the checksum would find
    // that, but the entry would be lost.
    channel.force(false);
  }

  private static void write(FileChannel channel, ByteBuffer bytes, CRC32C checksum)
      throws IOException {
    checksum.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Reads a file and checks it.
   *
   * @throws CorruptEntry when it is not an entry of that key, or damaged
   */
  static CacheEntry read(Path file, CacheKey key) throws IOException {
    ByteBuffer content = content(file);
    int end = content.limit() - CHECKSUM;
    if (end < HEAD) {
      throw new CorruptEntry("it is too short");
    }
    CRC32C checksum = new CRC32C();
    checksum.update(content.duplicate().limit(end));
    if ((int) checksum.getValue() != content.getInt(end)) {
      throw new CorruptEntry("its checksum is wrong");
    }
    byte[] magic = new byte[MAGIC.length];
    byte[] digest = new byte[CacheKey.DIGEST_BYTES];
    content.get(magic).get(digest);
    if (!Arrays.equals(magic, MAGIC) || !Arrays.equals(digest, key.digestBytes())) {
      throw new CorruptEntry("it is another file under this name");
    }
    return new CacheEntry(parts(content, end));
  }

  private static List<ByteBuffer> parts(ByteBuffer content, int end) throws CorruptEntry {
    int count = content.getInt();
    if (count < 0 || count > (end - HEAD) / Integer.BYTES) {
      throw new CorruptEntry("it cannot have " + count + " parts");
    }
    List<ByteBuffer> parts = new ArrayList<>(count);
    int at = HEAD + Integer.BYTES * count;
    for (int i = 0; i < count; i++) {
      int length = content.getInt();
      if (length < 0 || length > end - at) {
        throw new CorruptEntry("part " + i + " cannot have " + length + " bytes");
      }
      parts.add(content.slice(at, length).asReadOnlyBuffer());
      at += length;
    }
    if (at != end) {
      throw new CorruptEntry("it has " + (end - at) + " bytes too many");
    }
    return parts;
  }

  private static ByteBuffer content(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      long size = channel.size();
      if (size > Integer.MAX_VALUE) {
        throw new CorruptEntry("it is too large");
      } else if (size > SMALL) {
        return channel.map(MapMode.READ_ONLY, 0, size);
      }
      ByteBuffer content = ByteBuffer.allocate((int) size);
      while (content.hasRemaining()) {
        if (channel.read(content) < 0) {
          throw new CorruptEntry("it was cut while it was read");
        }
      }
      return content.flip();
    }
  }
}
