package io.quiesce.stress.lincheck;

/**
 * The lines by which a worker tells the launcher how far it is; all other lines are for the log.
 *
 * <p>Of each class: BEGIN, then SCENARIO or FAILURE lines, then END. Fields are separated by tabs.
 */
final class Wire {
  /** Starts every line of this protocol. */
  static final String MARK = "@@quiesce\t";

  /** {@code BEGIN class}. */
  static final String BEGIN = "BEGIN";

  /** {@code SCENARIO executions bound declared mustExhaust description}. */
  static final String SCENARIO = "SCENARIO";

  /** {@code INCORRECT description}, of the scenario; followed by the finding in ordinary lines. */
  static final String INCORRECT = "INCORRECT";

  /** {@code ERROR}, followed by the reason in ordinary lines. */
  static final String ERROR = "ERROR";

  /** {@code END class}. */
  static final String END = "END";

  private Wire() {}

  /** One line from its fields. */
  static String line(Object... fields) {
    StringBuilder line = new StringBuilder(MARK.strip());
    for (Object field : fields) {
      line.append('\t').append(field);
    }
    return line.toString();
  }
}
