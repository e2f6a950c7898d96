package io.quiesce.explore.program;

import java.util.BitSet;
import java.util.Set;

/**
 * Another program with the accesses of some source lines in volatile mode: to learn which of its
 * weaker modes a failure needs.
 *
 * <p>A read-modify-write stays one; a plain access becomes volatile by itself, and the others of
 * its variable stay as they are.
 */
public final class Strengthened implements Program {
  private final Program program;
  private final Set<String> lines;
  private final BitSet asked = new BitSet();
  private final BitSet strong = new BitSet();

  /**
   * A program and lines of it.
   *
   * @param lines as {@link #describeSite} gives them
   */
  public Strengthened(Program program, Set<String> lines) {
    this.program = program;
    this.lines = Set.copyOf(lines);
  }

  private Op strengthened(Op op) {
    int site = op.site();
    if (!asked.get(site)) {
      asked.set(site);
      strong.set(site, site != 0 && lines.contains(program.describeSite(site)));
    }
    return strong.get(site) ? op.strengthened() : op;
  }

  @Override
  public int restart() {
    return program.restart();
  }

  @Override
  public boolean restart(int thread) {
    return program.restart(thread);
  }

  @Override
  public Op resume(int thread, long result) {
    return strengthened(program.resume(thread, result));
  }

  @Override
  public Op replay(int thread, long result, Script script) {
    return strengthened(program.replay(thread, result, new Answers(script)));
  }

  /** The search has recorded the strengthened operations and compares with what is asked. */
  private final class Answers implements Script {
    private final Script script;

    Answers(Script script) {
      this.script = script;
    }

    @Override
    public boolean hasNext() {
      return script.hasNext();
    }

    @Override
    public long answer(Op op) {
      return script.answer(strengthened(op));
    }
  }

  @Override
  public boolean refersToWriter(int location) {
    return program.refersToWriter(location);
  }

  @Override
  public long initialValue(int location) {
    return program.initialValue(location);
  }

  @Override
  public String outcome() {
    return program.outcome();
  }

  @Override
  public String describeLocation(int location) {
    return program.describeLocation(location);
  }

  @Override
  public String describeSite(int site) {
    return program.describeSite(site);
  }

  @Override
  public String describeValue(int location, long value) {
    return program.describeValue(location, value);
  }
}
