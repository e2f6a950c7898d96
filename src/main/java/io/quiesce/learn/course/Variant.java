package io.quiesce.learn.course;

import io.quiesce.explore.model.Model;
import java.util.List;

/**
 * One form of a lesson's program, and what the lesson claims of it.
 *
 * @param name its name in the lesson
 * @param program the class with the program, nested in the lesson's source; the name if not given
 * @param shows what is special about it, such as an access mode; the head of a column
 * @param holds whether the explorer must prove it; otherwise it must refute it
 * @param reachable outcomes that some execution must give
 * @param unreachable outcomes that no execution may give
 * @param model the memory model it is explored under
 * @param tearing whether plain accesses to {@code long} and {@code double} may tear
 * @param slow whether jcstress takes minutes over it, so that it is asked only on demand
 */
public record Variant(
    String name,
    String program,
    String shows,
    boolean holds,
    List<String> reachable,
    List<String> unreachable,
    Model model,
    boolean tearing,
    boolean slow) {

  /** Copies the lists. */
  public Variant {
    reachable = List.copyOf(reachable);
    unreachable = List.copyOf(unreachable);
  }

  /** Whether it says something of Java, which hardware can be asked about. */
  public boolean isJava() {
    return model == Model.JMM;
  }
}
