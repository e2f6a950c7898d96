package io.quiesce.hunt.finding;

/**
 * One access of a finding.
 *
 * @param file the source file, below its source root where that is known, such as {@code
 *     io/quiesce/stack/StackPool.java}; else its bare name
 * @param line from 1; 0 if unknown
 * @param access what is done there, without values, such as {@code write StackPool.head}
 * @param mode its access mode, such as {@code release}; empty if it has none
 */
public record Place(String file, int line, String access, String mode) {
  /** File and line, as compilers print them. */
  public String at() {
    return line > 0 ? file + ":" + line : file;
  }
}
