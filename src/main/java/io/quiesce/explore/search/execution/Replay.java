package io.quiesce.explore.search.execution;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Program;

/** Follows a {@link Recording}. */
public final class Replay {
  private final Steps steps;
  private final String text;
  private int at;

  /** Prepares to follow a recording of a program. */
  public Replay(Program program, Bounds bounds, Recording recording) {
    steps = new Steps(program, bounds);
    text = recording.text();
  }

  /**
   * Follows the recording and shows where it ends.
   *
   * @throws BadRecordingException if the program has no such execution under the model
   */
  public void show(Visitor visitor) {
    steps.start();
    int thread = -1;
    while (at < text.length()) {
      char sign = text.charAt(at);
      if (sign == '{') {
        thread = (int) number('{', '}');
      } else if (sign >= 'A' && sign <= 'Z') {
        thread = sign - 'A';
        at++;
      } else {
        step(thread);
      }
    }
    for (int t = 0; t < steps.graph().threads(); t++) {
      if (steps.next(t) != null) {
        throw bad("it ends where thread " + t + " can go on");
      }
    }
    Ending ending = steps.ending();
    if (!ending.isExecution()) {
      throw bad("the model forbids where it ends: " + ending);
    }
    visitor.visit(steps.execution().of(steps.graph(), ending));
  }

  private void step(int thread) {
    boolean spurious = text.charAt(at) == '~';
    at += spurious ? 1 : 0;
    long number = choice();
    Op op = thread < 0 ? null : steps.next(thread);
    if (op == null) {
      throw bad("thread " + thread + " cannot go on");
    }
    int e = steps.append(thread, op);
    Graph g = steps.graph();
    boolean fits = true;
    if (g.isRead(e)) {
      fits =
          number <= g.top(op.location())
              && steps.read(e, (int) (g.top(op.location()) - number), spurious);
    } else if (g.isWrite(e)) {
      fits =
          number <= g.top(op.location())
              && steps.place(e, (int) (g.top(op.location()) + 1 - number));
    } else {
      fits = number == 0 || (op.kind() == Kind.CHOICE && number < op.value());
      steps.settle(e, number);
    }
    if (!fits) {
      throw bad("choice " + number + " is not allowed for " + op);
    }
  }

  private long choice() {
    if (at == text.length()) {
      throw bad("it stops in the middle of a step");
    }
    char sign = text.charAt(at);
    if (sign == '(') {
      return number('(', ')');
    }
    at++;
    if (sign == '.') {
      return 0;
    }
    if (sign < '0' || sign > '9') {
      throw bad("'" + sign + "' is no choice");
    }
    return Character.digit(sign, 10);
  }

  private long number(char open, char close) {
    int end = text.indexOf(close, at);
    try {
      long value = Long.parseLong(text.substring(at + 1, end));
      at = end + 1;
      return value;
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      throw bad("no number follows '" + open + "'");
    }
  }

  private BadRecordingException bad(String why) {
    return new BadRecordingException(
        "the recording '" + text + "' does not fit the program at sign " + at + ": " + why);
  }
}
