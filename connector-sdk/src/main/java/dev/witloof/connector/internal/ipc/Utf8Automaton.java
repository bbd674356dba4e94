package dev.witloof.connector.internal.ipc;

/**
 * Strict UTF-8 as an automaton (Unicode 16, section 3.9, table 3-7). A state is the place, in a
 * byte's row, of the state that comes next: so a step is one shift, and no branch is there to be
 * predicted wrongly in text that mixes scripts.
 */
final class Utf8Automaton {
  /** Between two characters. */
  static final int START = 0;

  /** After an ill-formed sequence, whatever follows. */
  static final int INVALID = 6;

  private static final int ONE_MORE = 12;
  private static final int TWO_MORE = 18;
  private static final int THREE_MORE = 24;
  private static final int AFTER_E0 = 30;
  private static final int AFTER_ED = 36;
  private static final int AFTER_F0 = 42;
  private static final int AFTER_F4 = 48;

  private static final long[] ROWS = new long[256];

  static {
    for (int value = 0; value < ROWS.length; value++) {
      ROWS[value] =
          to(INVALID, INVALID)
              | to(START, afterStart(value))
              | to(ONE_MORE, within(value, 0x80, 0xBF, START))
              | to(TWO_MORE, within(value, 0x80, 0xBF, ONE_MORE))
              | to(THREE_MORE, within(value, 0x80, 0xBF, TWO_MORE))
              | to(AFTER_E0, within(value, 0xA0, 0xBF, ONE_MORE))
              | to(AFTER_ED, within(value, 0x80, 0x9F, ONE_MORE))
              | to(AFTER_F0, within(value, 0x90, 0xBF, TWO_MORE))
              | to(AFTER_F4, within(value, 0x80, 0x8F, TWO_MORE));
    }
  }

  private Utf8Automaton() {}

  private static long to(int state, int next) {
    return (long) next << state;
  }

  private static int within(int value, int low, int high, int next) {
    return value >= low && value <= high ? next : INVALID;
  }

  private static int afterStart(int value) {
    if (value < 0x80) {
      return START;
    } else if (value < 0xC2 || value > 0xF4) {
      return INVALID;
    } else if (value < 0xE0) {
      return ONE_MORE;
    } else if (value < 0xF0) {
      return value == 0xE0 ? AFTER_E0 : value == 0xED ? AFTER_ED : TWO_MORE;
    }
    return value == 0xF0 ? AFTER_F0 : value == 0xF4 ? AFTER_F4 : THREE_MORE;
  }

  /** The state after a byte; what a state carries above its low six bits means nothing. */
  static long next(long state, byte value) {
    return ROWS[value & 0xFF] >>> state;
  }

  static int state(long carried) {
    return (int) carried & 0x3F;
  }
}
