package io.quiesce.runtime.watch;

import io.quiesce.gc.Collector;
import io.quiesce.runtime.code.Goroutines;
import io.quiesce.runtime.schedule.Machines;
import io.quiesce.runtime.schedule.Scheduler;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.Sched;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All Ms, Ps, queues, goroutines and words of a runtime as text. Taken while everything may still
 * run, so it is a picture and no snapshot.
 */
public final class Dump {
  private static final int FRAMES = 12;
  private static final int MAX_GOROUTINES = 40;

  private final StringBuilder text = new StringBuilder();

  private Dump() {}

  /** The dump. */
  public static String of(
      Sched sched,
      Scheduler scheduler,
      Machines machines,
      Goroutines goroutines,
      Collector collector) {
    Dump dump = new Dump();
    for (int id = 0; id < sched.procs(); id++) {
      dump.line(sched.p(id) + ", preempt requested " + sched.p(id).preemptRequested());
    }
    dump.line(scheduler.describe());
    machines.all().forEach(dump::machine);
    dump.goroutines(goroutines.all());
    collector.describe().forEach(dump::line);
    return dump.text.toString();
  }

  private void line(String line) {
    text.append("  ").append(line).append('\n');
  }

  private void machine(Machines.Machine machine) {
    Thread thread = machine.thread();
    line(
        machine.m()
            + " ("
            + thread.getState()
            + "), "
            + machine.m().p()
            + ", runs "
            + machine.m().curg());
    StackTraceElement[] frames = thread.getStackTrace();
    for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
      line("    at " + frames[i]);
    }
  }

  private void goroutines(List<G> all) {
    Map<GStatus, Integer> counts = new EnumMap<>(GStatus.class);
    all.forEach(g -> counts.merge(g.status(), 1, Integer::sum));
    line("goroutines " + counts);
    all.stream()
        .filter(g -> g.status() != GStatus.DEAD)
        .limit(MAX_GOROUTINES)
        .forEach(
            g ->
                line(
                    "  "
                        + g
                        + " "
                        + g.status()
                        + (g.isScanned() ? " (scanned)" : "")
                        + " "
                        + g.stack()
                        + (g.waiting() == null ? "" : ", on a channel")));
  }
}
