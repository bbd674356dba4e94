package dev.witloof.engine;

/**
 * What a lifted value counts, in bytes: what it takes of the Java heap, near enough. It is taken
 * from the budget of lifted bytes, and in a call out of the guest paid by {@link
 * HostFuel#BYTES_PER_UNIT}, so that these are part of {@link FuelSchedule} and under its {@link
 * FuelSchedule#VERSION}.
 *
 * <p>Strings and lists count what they hold, wherever they are. All else counts as an element of a
 * list, or within one, and nothing as a parameter or result of its own.
 *
 * <table>
 *   <caption>What is lifted, and what it counts</caption>
 *   <tr><th>value</th><th>bytes</th></tr>
 *   <tr><td>what a string holds</td><td>its bytes in the guest's memory</td></tr>
 *   <tr><td>what a {@code list<u8>} holds</td><td>its length</td></tr>
 *   <tr><td>what another list holds</td><td>for each element {@value #SLOT}, and as follows</td></tr>
 *   <tr><td>an element: a bool, an enum</td><td>0</td></tr>
 *   <tr><td>another number, a char</td><td>{@value #SCALAR}</td></tr>
 *   <tr><td>flags</td><td>{@value #FLAGS}, and {@value #LABEL} for each label of the type</td></tr>
 *   <tr><td>a handle</td><td>{@value #HANDLE}</td></tr>
 *   <tr><td>a string</td><td>{@value #STRING}</td></tr>
 *   <tr><td>a {@code list<u8>}</td><td>{@value #BYTE_LIST}</td></tr>
 *   <tr><td>another list</td><td>{@value #LIST}</td></tr>
 *   <tr><td>a record</td><td>{@value #RECORD}, and {@value #FIELD} and its value for each field</td></tr>
 *   <tr><td>a tuple</td><td>{@value #TUPLE}, and {@value #SLOT} and its value for each element</td></tr>
 *   <tr><td>a variant, an option, a result</td><td>{@value #VARIANT}, and its largest payload</td></tr>
 * </table>
 */
public final class LiftedBytes {
  /** A reference in a list or a tuple, with room to spare. */
  public static final long SLOT = 8;

  /** A number or a char; those of bool and enum are shared and cost nothing. */
  public static final long SCALAR = 16;

  /** Flags without their labels. */
  public static final long FLAGS = 64;

  /** A label of flags, whether it is set or not. */
  public static final long LABEL = 48;

  /** An own or a borrow. */
  public static final long HANDLE = 48;

  /** A string without its text. */
  public static final long STRING = 48;

  /** A list of u8 without the bytes. */
  public static final long BYTE_LIST = 16;

  /** Another list without its elements. */
  public static final long LIST = 40;

  /** A record without its fields. */
  public static final long RECORD = 160;

  /** A field of a record without its value. */
  public static final long FIELD = 56;

  /** A tuple without its elements. */
  public static final long TUPLE = 56;

  /** A variant, an option or a result without its payload. */
  public static final long VARIANT = 48;

  private LiftedBytes() {}
}
