package dev.witloof.conformance;

/**
 * What a check found wrong: where, what, and what to do. An {@link AssertionError}, so that every
 * test framework reports it as a failure.
 */
public final class Finding extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final String remedy;

  /**
   * @param what names table, batch, row and column as far as there are such
   * @param remedy what the connector's author should do
   */
  public Finding(String what, String remedy) {
    super(what + ". " + remedy + ".");
    this.what = what;
    this.remedy = remedy;
  }

  /**
   * @param cause what the connector threw
   */
  public Finding(String what, String remedy, Throwable cause) {
    super(what + ". " + remedy + ".", cause);
    this.what = what;
    this.remedy = remedy;
  }

  /** What is wrong, and where. */
  public String what() {
    return what;
  }

  /** What the connector's author should do. */
  public String remedy() {
    return remedy;
  }
}
