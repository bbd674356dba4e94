package dev.witloof.component;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/** The binary format, of components and core modules, as far as tests need it. */
final class ComponentBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static ComponentBytes component() {
    return new ComponentBytes().raw(0, 'a', 's', 'm', 0x0d, 0, 1, 0);
  }

  static ComponentBytes coreModule() {
    return new ComponentBytes().raw(0, 'a', 's', 'm', 1, 0, 0, 0);
  }

  ComponentBytes raw(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  ComponentBytes leb(int value) {
    int rest = value;
    while (rest >= 0x80) {
      out.write(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    return raw(rest);
  }

  ComponentBytes name(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    leb(utf8.length);
    out.writeBytes(utf8);
    return this;
  }

  ComponentBytes section(int id, ComponentBytes content) {
    return raw(id).leb(content.out.size()).append(content);
  }

  ComponentBytes append(ComponentBytes content) {
    out.writeBytes(content.toByteArray());
    return this;
  }

  ComponentBytes many(int count, IntConsumer entry) {
    for (int i = 0; i < count; i++) {
      entry.accept(i);
    }
    return this;
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }
}
