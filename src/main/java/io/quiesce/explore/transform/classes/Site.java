package io.quiesce.explore.transform.classes;

/**
 * One instruction that touches shared memory.
 *
 * @param className internal name of the class it is in
 * @param method name of the method it is in
 * @param file source file, or null if the class file does not say
 * @param line source line, or 0 if the class file does not say
 * @param what what it does, in words, such as {@code VarHandle.getAcquire}; may be empty
 */
public record Site(String className, String method, String file, int line, String what) {
  /** Whether the instruction is in a clone or a model, not in the user's code. */
  public boolean inLibrary() {
    return Names.isLibrary(className);
  }

  /** The line as a report shows it, such as {@code Dekker.java:17}. */
  public String shown() {
    String simple = className.substring(className.lastIndexOf('/') + 1);
    String at = line > 0 ? (file == null ? simple : file) + ":" + line : simple + "." + method;
    return what.isEmpty() ? at : at + " (" + what + ")";
  }
}
