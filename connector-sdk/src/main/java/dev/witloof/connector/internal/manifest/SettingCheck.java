package dev.witloof.connector.internal.manifest;

import dev.witloof.connector.ConfigSchema.Setting;
import dev.witloof.connector.ConfigSchema.Type;
import dev.witloof.connector.config.ConfigNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether values are what a setting takes. */
public final class SettingCheck {
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,40})");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?");
  private static final int LONGEST = 64 << 10;

  private SettingCheck() {}

  /**
   * What is wrong with a value; the pattern is left out. Quotes the value unless it is secret.
   *
   * @param text as a guest would be given it
   */
  public static Optional<String> fault(Setting setting, String text) {
    String not = setting.secret() ? "" : ", not \"" + shortened(text) + "\"";
    if (text.length() > LONGEST) {
      return Optional.of("must have at most " + LONGEST + " characters");
    }
    if (!isOf(setting.type(), text)) {
      return Optional.of("must be " + wanted(setting.type()) + not);
    }
    if (!setting.choices().isEmpty() && !setting.choices().contains(text)) {
      return Optional.of("must be one of " + String.join(", ", setting.choices()) + not);
    }
    return setting.type() == Type.STRING
        ? lengthFault(setting, text.codePointCount(0, text.length()))
        : rangeFault(setting, text, not);
  }

  /** The text of a value in a configuration file; empty when it is of another type. */
  static Optional<String> text(Type type, ConfigNode node) {
    if (type == Type.STRING && node instanceof ConfigNode.Text text) {
      return Optional.of(text.value());
    } else if (type == Type.BOOLEAN && node instanceof ConfigNode.Bool bool) {
      return Optional.of(Boolean.toString(bool.value()));
    } else if (type == Type.INTEGER || type == Type.NUMBER) {
      return number(node)
          .filter(number -> type == Type.NUMBER || node instanceof ConfigNode.Whole)
          .map(BigDecimal::toPlainString)
          .filter(text -> isOf(type, text));
    }
    return Optional.empty();
  }

  /** A number in a configuration file; empty when it is none, or not finite. */
  static Optional<BigDecimal> number(ConfigNode node) {
    if (node instanceof ConfigNode.Whole whole) {
      return Optional.of(BigDecimal.valueOf(whole.value()));
    }
    if (node instanceof ConfigNode.Decimal decimal && Double.isFinite(decimal.value())) {
      BigDecimal number = BigDecimal.valueOf(decimal.value()).stripTrailingZeros();
      return Optional.of(number.scale() < 0 ? number.setScale(0) : number);
    }
    return Optional.empty();
  }

  static String wanted(Type type) {
    return switch (type) {
      case STRING -> "text";
      case INTEGER -> "an integer such as 100";
      case NUMBER -> "a number such as 0.5";
      case BOOLEAN -> "true or false";
    };
  }

  private static boolean isOf(Type type, String text) {
    return switch (type) {
      case STRING -> true;
      case INTEGER -> INTEGER.matcher(text).matches();
      case NUMBER -> NUMBER.matcher(text).matches();
      case BOOLEAN -> text.equals("true") || text.equals("false");
    };
  }

  private static Optional<String> lengthFault(Setting setting, int length) {
    if (setting.minLength().isPresent() && length < setting.minLength().getAsLong()) {
      return Optional.of(
          "must have at least " + setting.minLength().getAsLong() + " characters, not " + length);
    }
    if (setting.maxLength().isPresent() && length > setting.maxLength().getAsLong()) {
      return Optional.of(
          "must have at most " + setting.maxLength().getAsLong() + " characters, not " + length);
    }
    return Optional.empty();
  }

  private static Optional<String> rangeFault(Setting setting, String text, String not) {
    if (setting.type() == Type.BOOLEAN) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(text);
    if (setting.minimum().filter(least -> value.compareTo(least) < 0).isPresent()) {
      return Optional.of("must be at least " + setting.minimum().get().toPlainString() + not);
    }
    if (setting.maximum().filter(most -> value.compareTo(most) > 0).isPresent()) {
      return Optional.of("must be at most " + setting.maximum().get().toPlainString() + not);
    }
    return Optional.empty();
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
