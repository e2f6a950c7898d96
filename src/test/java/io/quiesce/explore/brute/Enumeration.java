package io.quiesce.explore.brute;

import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Program;
import io.quiesce.explore.program.Rmw;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Builds every graph of a program whose {@code po ∪ rf} is acyclic, in every order of its events.
 */
final class Enumeration {
  private final Program program;
  private final Set<String> met = new HashSet<>();
  private final List<BruteGraph> complete = new ArrayList<>();

  private Enumeration(Program program) {
    this.program = program;
  }

  static List<BruteGraph> of(Program program) {
    Enumeration all = new Enumeration(program);
    List<List<BruteEvent>> threads = new ArrayList<>();
    int count = program.restart();
    for (int t = 0; t < count; t++) {
      threads.add(new ArrayList<>());
    }
    all.extend(new BruteGraph(threads, new TreeMap<>()));
    return all.complete;
  }

  private void extend(BruteGraph g) {
    if (!met.add(g.text())) {
      return;
    }
    boolean ended = true;
    for (int t = 0; t < g.threads().size(); t++) {
      Op op = next(g, t);
      if (op.kind() != Kind.END) {
        ended = false;
        step(g, t, op.copy());
      }
    }
    if (ended && isAtomic(g)) {
      complete.add(g);
    }
  }

  private Op next(BruteGraph g, int t) {
    program.restart(t);
    Op op = program.resume(t, 0);
    for (BruteEvent e : g.threads().get(t)) {
      op = program.resume(t, e.result());
    }
    return op;
  }

  private void step(BruteGraph g, int t, Op op) {
    int index = g.threads().get(t).size();
    if (op.kind() == Kind.READ || op.kind() == Kind.RMW) {
      List<String> sources = new ArrayList<>(g.writes(op.location()));
      sources.add(0, "init");
      for (String source : sources) {
        read(g, t, index, op, source);
      }
    } else if (op.kind() == Kind.WRITE) {
      for (int place = 0; place <= g.writes(op.location()).size(); place++) {
        add(g, new BruteEvent(t, index, op, "", 0, op.value(), true, false), place);
      }
    } else {
      add(g, new BruteEvent(t, index, op, "", 0, 0, false, false), -1);
    }
  }

  private void read(BruteGraph g, int t, int index, Op op, String source) {
    boolean initial = source.equals("init");
    long value = initial ? program.initialValue(op.location()) : g.event(source).written();
    boolean compares = op.rmw() == Rmw.CAS || op.rmw() == Rmw.WEAK_CAS;
    boolean matches = op.kind() == Kind.RMW && (!compares || value == op.expected());
    if (!matches || op.rmw() == Rmw.WEAK_CAS) {
      add(g, new BruteEvent(t, index, op, source, value, 0, false, matches), -1);
    }
    if (matches) {
      long written = op.rmw() == Rmw.ADD ? value + op.value() : op.value();
      int place = initial ? 0 : g.writes(op.location()).indexOf(source) + 1;
      add(g, new BruteEvent(t, index, op, source, value, written, true, false), place);
    }
  }

  private void add(BruteGraph g, BruteEvent e, int place) {
    BruteGraph more = g.copy();
    more.threads().get(e.thread()).add(e);
    if (place >= 0) {
      more.writes(e.op().location()).add(place, e.name());
    }
    extend(more);
  }

  private static boolean isAtomic(BruteGraph g) {
    for (List<BruteEvent> thread : g.threads()) {
      for (BruteEvent e : thread) {
        if (e.updates()) {
          List<String> writes = g.writes(e.op().location());
          int at = writes.indexOf(e.name());
          if (!e.source().equals(at == 0 ? "init" : writes.get(at - 1))) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
