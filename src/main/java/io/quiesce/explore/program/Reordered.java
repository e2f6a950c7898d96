package io.quiesce.explore.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Another program with the accesses of some source lines in other modes: to learn which of its
 * modes a failure needs, and which of its modes keep one away.
 *
 * <p>A read-modify-write stays one; a plain access becomes volatile by itself, and the others of
 * its variable stay as they are.
 */
public final class Reordered implements Program {
  private final Program program;
  private final Map<String, UnaryOperator<Op>> changes;

  /** For each site that was asked for, what becomes of its operations; null if not asked yet. */
  private final List<UnaryOperator<Op>> known = new ArrayList<>();

  /**
   * A program and what becomes of lines of it.
   *
   * @param changes by line, as {@link #describeSite} gives them; each changes the modes of an
   *     operation and nothing else
   */
  public Reordered(Program program, Map<String, UnaryOperator<Op>> changes) {
    this.program = program;
    this.changes = Map.copyOf(changes);
  }

  private Op changed(Op op) {
    int site = op.site();
    while (known.size() <= site) {
      known.add(null);
    }
    if (known.get(site) == null) {
      String line = site == 0 ? "" : program.describeSite(site);
      known.set(site, changes.getOrDefault(line, UnaryOperator.identity()));
    }
    return known.get(site).apply(op);
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
    return changed(program.resume(thread, result));
  }

  @Override
  public Op replay(int thread, long result, Script script) {
    return changed(program.replay(thread, result, new Answers(script)));
  }

  /** The search has recorded the changed operations and compares with what is asked. */
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
      return script.answer(changed(op));
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
