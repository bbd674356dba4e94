package dev.witloof.connector.internal.ipc;

import dev.witloof.connector.ConnectorException;
import java.util.Formatter;
import org.jspecify.annotations.Nullable;

/** Makes the errors of the Arrow border, in one form. */
final class Reject {
  private static final int MAX_TEXT = 80;

  private Reject() {}

  /** A fault of the stream at {@code offset} from its start. */
  static ConnectorException.Permanent at(long offset, String fault) {
    return at(offset, fault, null);
  }

  static ConnectorException.Permanent at(long offset, String fault, @Nullable Throwable cause) {
    return new ConnectorException.Permanent(
        "invalid Arrow data at byte %d: %s".formatted(offset, fault), cause);
  }

  /** A fault of the stream as a whole. */
  static ConnectorException.Permanent stream(String fault) {
    return new ConnectorException.Permanent("invalid Arrow data: " + fault);
  }

  /** Text of a guest in quotes, cut and with everything unprintable escaped. */
  static String quote(String hostile) {
    StringBuilder text = new StringBuilder("'");
    Formatter formatter = new Formatter(text);
    int length = Math.min(hostile.length(), MAX_TEXT);
    for (int i = 0; i < length; i++) {
      char c = hostile.charAt(i);
      if (Character.isISOControl(c)
          || Character.isSurrogate(c)
          || Character.getType(c) == Character.FORMAT) {
        formatter.format("\\u%04x", (int) c);
      } else {
        text.append(c);
      }
    }
    return text.append(hostile.length() > MAX_TEXT ? "…'" : "'").toString();
  }
}
