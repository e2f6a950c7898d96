package io.quiesce.bugs.overlay;

/** This Java has no compiler. */
public final class NoCompilerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the Java at hand. */
  public NoCompilerException() {
    super(
        "the Java in "
            + System.getProperty("java.home")
            + " has no compiler, and a bug is compiled before it runs; use a JDK");
  }
}
