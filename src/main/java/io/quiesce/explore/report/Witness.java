package io.quiesce.explore.report;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Program;
import io.quiesce.explore.search.execution.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One execution, taken out of a search: its steps in an order that respects program order,
 * reads-from, start and join.
 *
 * @param id its short name
 * @param recording how to get there again
 * @param threads how many threads it has
 * @param steps what was done
 * @param order pairs of steps: writes of one variable, each before the next
 */
public record Witness(
    String id, String recording, int threads, List<Step> steps, List<int[]> order) {

  /** Takes an execution down; to be called while it is visited. */
  public static Witness of(Execution execution) {
    return new Builder(execution.graph(), execution.program()).build(execution);
  }

  /**
   * The accesses to blame, a write and a read. Where a read does not see a newer write, the missing
   * edge is it: that write and the read. Where every read sees the newest, the fault is in the
   * interleaving, and the last communication between two threads is taken: the last read of what
   * another thread wrote. Empty where there is none.
   */
  public List<Step> toBlame() {
    List<Step> last = List.of();
    for (Step step : steps) {
      if (step.missed() > 0) {
        return List.of(steps.get(step.missed() - 1), step);
      }
      if (step.readsFrom() > 0) {
        Step writer = steps.get(step.readsFrom() - 1);
        last = writer.thread() == step.thread() ? last : List.of(writer, step);
      }
    }
    return last;
  }

  /** Walks over a graph. */
  private static final class Builder {
    private final Graph g;
    private final Program program;
    private final int[] numberOf;
    private final int[] at;
    private final List<Integer> events = new ArrayList<>();

    Builder(Graph g, Program program) {
      this.g = g;
      this.program = program;
      this.numberOf = new int[g.size()];
      this.at = new int[g.threads()];
    }

    Witness build(Execution execution) {
      int placed = 0;
      while (placed < g.size()) {
        int before = placed;
        for (int t = 0; t < g.threads(); t++) {
          while (g.exists(t) && at[t] < g.length(t) && isReady(g.event(t, at[t]))) {
            place(g.event(t, at[t]++));
            placed++;
          }
        }
        if (before == placed) {
          throw new IllegalStateException("the execution has a cycle in po and rf");
        }
      }
      List<Step> steps = new ArrayList<>();
      events.forEach(e -> steps.add(step(e)));
      String recording = execution.recording().text();
      return new Witness(execution.id(), recording, g.threads(), steps, order());
    }

    /** The write part of an update is no step of its own; ends and joins are not worth one. */
    private void place(int e) {
      Kind kind = g.op(e).kind();
      boolean writePart = g.isUpdate(e) && g.isWrite(e);
      if (writePart) {
        numberOf[e] = numberOf[g.before(e)];
      } else if (kind != Kind.END && kind != Kind.BEGIN) {
        events.add(e);
        numberOf[e] = events.size();
      } else {
        numberOf[e] = events.size();
      }
    }

    private boolean isReady(int e) {
      int needed = -1;
      if (g.isRead(e)) {
        needed = g.source(e);
      } else if (g.op(e).kind() == Kind.BEGIN) {
        needed = g.starter(g.thread(e));
      } else if (g.op(e).kind() == Kind.JOIN) {
        needed = g.last(g.op(e).thread());
      }
      return needed < 0 || numberOf[needed] > 0 || isPlaced(needed);
    }

    private boolean isPlaced(int e) {
      return at[g.thread(e)] > g.index(e);
    }

    private Step step(int e) {
      Op op = g.op(e);
      int from = !g.isRead(e) ? -1 : g.source(e) < 0 ? 0 : numberOf[g.source(e)];
      boolean modal = op.kind().reads() || op.kind() == Kind.WRITE;
      String mode = modal ? op.mode().name().toLowerCase(Locale.ROOT) : "";
      String line = op.site() == 0 ? "" : program.describeSite(op.site());
      return new Step(numberOf[e], g.thread(e), access(e, op), mode, line, from, missed(e, op));
    }

    /** The newest write that the read does not see and that does not itself follow from it. */
    private int missed(int e, Op op) {
      if (!g.isRead(e) || g.isUpdate(e) || g.isBlocked(e)) {
        return 0;
      }
      for (int place = g.top(op.location()); place > g.place(e); place--) {
        int write = g.writeAt(op.location(), place);
        if (!g.inPrefix(e, write)) {
          return numberOf[write];
        }
      }
      return 0;
    }

    private String access(int e, Op op) {
      return switch (op.kind()) {
        case READ, AWAIT_READ -> "read " + variable(op) + " = " + seen(e, op);
        case WRITE -> "write " + variable(op) + " = " + shown(op, op.value());
        case RMW, AWAIT_RMW -> update(e, op);
        case FENCE -> op.fence().name().toLowerCase(Locale.ROOT) + " fence";
        case SPAWN -> "start thread " + op.thread();
        case JOIN -> "join thread " + op.thread();
        case CHOICE -> "choice " + g.valueRead(e) + " of " + op.value();
        case SPIN -> "spin" + (g.isBlocked(e) ? ", for ever" : "");
        case ERROR, CUT -> op.message();
        case FREEZE, BEGIN, END -> op.kind().name().toLowerCase(Locale.ROOT);
      };
    }

    private String update(int e, Op op) {
      String name = op.rmw().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      if (g.isBlocked(e)) {
        return "waits for " + variable(op) + " = " + seen(e, op);
      }
      int after = g.isUpdate(e) ? g.after(e) : -1;
      String written = after < 0 ? ", no write" : " -> " + shown(op, g.valueWritten(after));
      return name + " " + variable(op) + " " + seen(e, op) + written;
    }

    private String seen(int e, Op op) {
      return shown(op, g.valueRead(e));
    }

    private String variable(Op op) {
      return program.describeLocation(op.location());
    }

    private String shown(Op op, long value) {
      return program.describeValue(op.location(), value);
    }

    private List<int[]> order() {
      List<int[]> pairs = new ArrayList<>();
      for (int i = 0; i < g.locations(); i++) {
        int location = g.usedLocation(i);
        for (int place = 2; place <= g.top(location); place++) {
          int first = numberOf[g.writeAt(location, place - 1)];
          pairs.add(new int[] {first, numberOf[g.writeAt(location, place)]});
        }
      }
      return pairs;
    }
  }
}
