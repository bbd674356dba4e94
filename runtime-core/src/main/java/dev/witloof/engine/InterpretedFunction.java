package dev.witloof.engine;

import java.util.Optional;

/**
 * A function that runs interpreted although the engine compiles, or of which parts do.
 *
 * @param index of the function in its module, imports counted
 * @param name from the module's name section, if there is one: the guest's own text, of any content
 * @param reason why; of several parts that cannot be compiled, the first one's
 */
public record InterpretedFunction(int index, Optional<String> name, Reason reason) {

  /** What keeps a function from being compiled. */
  public enum Reason {
    /** It does not fit into a method of the JVM, and nothing that can be cut makes it fit. */
    SIZE("too large for a method of the JVM, and cutting does not make it fit"),
    /** It does not fit, and to cut it takes more memory or work than a function may take. */
    ANALYSIS("too large for a method of the JVM, and cutting it takes too much analysis"),
    /** It has to do with a type of more parameters or results than a method of the JVM has. */
    VALUES("has, calls or contains a block of more than 251 words of parameters or results"),
    /** Compiled, it could let a recursion end the JVM. */
    OPERANDS("has more than 600 operands at a time"),
    /** What takes the parameters of its blocks would be too many locals. */
    BLOCKS("has blocks with too many parameters");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** What is the matter with the function, for people. */
    public String text() {
      return text;
    }
  }
}
