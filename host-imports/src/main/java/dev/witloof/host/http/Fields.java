package dev.witloof.host.http;

import dev.witloof.component.value.VariantValue;
import dev.witloof.host.HostMemory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Header fields: names compare without regard to case, order and repetition are kept. */
final class Fields {
  /**
   * Fields that belong to the connection, which is the host's, and those by which some servers take
   * a request for one with another method, host or path, past the rules for these.
   */
  private static final Set<String> FORBIDDEN =
      Set.of(
          "connection",
          "expect",
          "forwarded",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "x-forwarded",
          "x-host",
          "x-http-host-override",
          "x-http-method",
          "x-http-method-override",
          "x-method-override",
          "x-original-host",
          "x-original-method",
          "x-original-uri",
          "x-original-url",
          "x-real-ip",
          "x-rewrite-url");

  /** What only a proxy may say: host, address, scheme or path of a request that it hands on. */
  private static final String FORBIDDEN_PREFIX = "x-forwarded-";

  /** Servers that put fields into variables take these for hyphens. */
  private static final Pattern LIKE_HYPHENS = Pattern.compile("[^0-9a-z]");

  /** RFC 9110, 5.6.2: token. */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,1024}");

  /** Fields of one message, and bytes of all its names and values. */
  static final int MAX_ENTRIES = 1_000;

  static final int MAX_BYTES = 256 << 10;

  /** What an entry takes beside its text. */
  private static final int ENTRY_OVERHEAD = 64;

  /** One field line. */
  record Entry(String name, byte[] value) {
    String text() {
      return new String(value, StandardCharsets.ISO_8859_1);
    }

    /** A token as name, and a value without control characters but tabs (RFC 9110, 5.5). */
    boolean isWellFormed() {
      if (!NAME.matcher(name).matches()) {
        return false;
      }
      for (byte b : value) {
        if ((b < 0x20 && b >= 0 && b != '\t') || b == 0x7f) {
          return false;
        }
      }
      return true;
    }
  }

  private final HostMemory memory;
  private final List<Entry> entries = new ArrayList<>();
  private int bytes;
  private boolean immutable;
  private Optional<Children> family = Optional.empty();

  Fields(HostMemory memory) {
    this.memory = memory;
  }

  /** Whether the fields of a response are not too many for a guest. */
  static boolean fits(List<Entry> entries) {
    return entries.size() <= MAX_ENTRIES
        && entries.stream().mapToLong(Fields::size).sum() <= MAX_BYTES;
  }

  /** What a server sent; a guest can only read it. */
  static Fields received(HostMemory memory, List<Entry> entries) {
    Fields fields = new Fields(memory);
    entries.forEach(fields::add);
    return fields.freeze();
  }

  /** From here on nothing can be changed: the fields belong to a request. */
  Fields freeze() {
    immutable = true;
    return this;
  }

  Fields copy() {
    Fields fields = new Fields(memory);
    entries.forEach(fields::add);
    return fields;
  }

  /** The same fields, which cannot be changed, for a handle that must go before its parent. */
  Fields childOf(Children parents) {
    Fields fields = copy().freeze();
    fields.join(parents);
    return fields;
  }

  /** From here on they are a handle of the guest that must go before its parent. */
  void join(Children parents) {
    parents.born();
    family = Optional.of(parents);
  }

  /** The guest has no handle to them any more. */
  void leave() {
    family.ifPresent(Children::gone);
    family = Optional.empty();
  }

  /** Gives up the memory they take; no effect the second time. */
  void close() {
    leave();
    entries.clear();
    memory.release(bytes);
    bytes = 0;
  }

  private void add(Entry entry) {
    memory.reserve(size(entry));
    bytes += size(entry);
    entries.add(entry);
  }

  private static int size(Entry entry) {
    return size(entry.name(), entry.value().length);
  }

  /** What a field counts. */
  static int size(String name, int valueLength) {
    return ENTRY_OVERHEAD + name.length() + valueLength;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  List<byte[]> get(String name) {
    return entries.stream()
        .filter(entry -> entry.name().equalsIgnoreCase(name))
        .map(Entry::value)
        .toList();
  }

  boolean has(String name) {
    return entries.stream().anyMatch(entry -> entry.name().equalsIgnoreCase(name));
  }

  void append(String name, byte[] value) throws Refused {
    requireMutable();
    check(name);
    checked(name, List.of(value), List.of()).forEach(this::add);
  }

  /** The entries of new values, which are not too many or too large when others are gone. */
  private List<Entry> checked(String name, List<byte[]> values, List<Entry> replaced)
      throws Refused {
    int count = entries.size() - replaced.size();
    long size = bytes - replaced.stream().mapToLong(Fields::size).sum();
    List<Entry> added = new ArrayList<>();
    for (byte[] value : values) {
      Entry entry = new Entry(name, value.clone());
      size += size(entry);
      added.add(entry);
      if (!entry.isWellFormed() || count + added.size() > MAX_ENTRIES || size > MAX_BYTES) {
        throw Refused.INVALID_SYNTAX;
      }
    }
    return added;
  }

  void delete(String name) throws Refused {
    requireMutable();
    check(name);
    int before = bytes;
    entries.removeIf(
        entry -> {
          boolean gone = entry.name().equalsIgnoreCase(name);
          bytes -= gone ? size(entry) : 0;
          return gone;
        });
    memory.release(before - bytes);
  }

  /** All values are as they should be, or nothing changes. */
  void set(String name, List<byte[]> values) throws Refused {
    requireMutable();
    check(name);
    List<Entry> replaced =
        entries.stream().filter(entry -> entry.name().equalsIgnoreCase(name)).toList();
    List<Entry> added = checked(name, values, replaced);
    delete(name);
    added.forEach(this::add);
  }

  private void requireMutable() throws Refused {
    if (immutable) {
      throw Refused.IMMUTABLE;
    }
  }

  private static boolean isForbidden(String name) {
    String read = LIKE_HYPHENS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
    return FORBIDDEN.contains(read) || read.startsWith(FORBIDDEN_PREFIX);
  }

  private static void check(String name) throws Refused {
    if (!NAME.matcher(name).matches()) {
      throw Refused.INVALID_SYNTAX;
    }
    if (isForbidden(name)) {
      throw Refused.FORBIDDEN_NAME;
    }
  }

  /** A {@code header-error}. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    static final Refused INVALID_SYNTAX = new Refused("invalid-syntax");
    static final Refused FORBIDDEN_NAME = new Refused("forbidden");
    static final Refused IMMUTABLE = new Refused("immutable");

    private Refused(String label) {
      super(label, null, false, false);
    }

    VariantValue headerError() {
      return VariantValue.of(String.valueOf(getMessage()));
    }
  }
}
