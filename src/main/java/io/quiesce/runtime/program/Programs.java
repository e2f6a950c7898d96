package io.quiesce.runtime.program;

import java.util.List;
import java.util.stream.Collectors;

/** The programs, by name. */
public final class Programs {
  private static final List<Program> ALL =
      List.of(new BinaryTrees(), new DeepRecursion(), new PingPong(), new Server(), new Chaos());

  private Programs() {}

  /** All of them. */
  public static List<Program> all() {
    return ALL;
  }

  /**
   * The program with that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that exist
   */
  public static Program named(String name) {
    for (Program program : ALL) {
      if (program.name().equals(name)) {
        return program;
      }
    }
    throw new IllegalArgumentException(
        "no program is called '"
            + name
            + "'; there are "
            + ALL.stream().map(Program::name).collect(Collectors.joining(", ")));
  }
}
