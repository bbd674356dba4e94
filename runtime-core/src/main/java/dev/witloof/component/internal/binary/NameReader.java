package dev.witloof.component.internal.binary;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import java.util.Optional;

/** Binary.md, {@code nameattributes}. */
final class NameReader {
  private Optional<String> implemented = Optional.empty();
  private Optional<String> versionSuffix = Optional.empty();
  private Optional<String> externalId = Optional.empty();

  private NameReader() {}

  static ExternNameBinary name(ByteInput in) {
    int offset = in.position();
    int code = in.u8("an extern name");
    return switch (code) {
      case 0x00, 0x01 -> ExternNameBinary.plain(in.name("an extern name"));
      case 0x02 -> new NameReader().withAttributes(in);
      default -> throw ByteInput.leadingByte(code, "component name", offset);
    };
  }

  private ExternNameBinary withAttributes(ByteInput in) {
    String name = in.name("an extern name");
    int count = in.count("name attributes");
    for (int i = 0; i < count; i++) {
      attribute(in);
    }
    return new ExternNameBinary(name, implemented, versionSuffix, externalId);
  }

  private void attribute(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a name attribute");
    switch (code) {
      case 0x00 -> implemented = once(implemented, in, "implements", offset);
      case 0x01 -> versionSuffix = once(versionSuffix, in, "versionsuffix", offset);
      case 0x02 -> externalId = once(externalId, in, "external-id", offset);
      default -> throw ByteInput.leadingByte(code, "name option", offset);
    }
  }

  private static Optional<String> once(
      Optional<String> previous, ByteInput in, String attribute, int offset) {
    if (previous.isPresent()) {
      throw new InvalidComponent(
          Kind.INVALID, offset, "duplicate '" + attribute + "' option in name");
    }
    return Optional.of(in.name("the value of `" + attribute + "`"));
  }
}
