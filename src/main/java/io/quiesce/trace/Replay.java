package io.quiesce.trace;

import io.quiesce.trace.check.Checker;
import io.quiesce.trace.check.RefusedException;
import io.quiesce.trace.check.TraceExtent;
import io.quiesce.trace.read.TraceEvent;
import io.quiesce.trace.read.TraceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Feeds the events of a trace to its judges. Single-threaded; the trace gives the order. */
public final class Replay {
  private final List<Judge> judges = new ArrayList<>();

  private Replay(List<Checker> checkers) {
    checkers.forEach(c -> judges.add(new Judge(c)));
  }

  /**
   * Replays one trace from empty state. The file is read twice, first to see that it is good and
   * what room it needs.
   *
   * @throws io.quiesce.trace.read.TraceFormatException if the file is bad
   */
  public static ReplayReport of(Path file) throws IOException {
    TraceExtent extent = TraceExtent.of(file);
    Replay replay = new Replay(Levels.all(extent));
    try (TraceReader reader = TraceReader.open(file)) {
      for (TraceEvent e = reader.next(); e != null; e = reader.next()) {
        for (Judge judge : replay.judges) {
          judge.accept(e);
        }
      }
    }
    List<LevelReport> reports = replay.judges.stream().map(Judge::report).toList();
    return new ReplayReport(String.valueOf(file.getFileName()), extent.events(), reports);
  }

  /** A checker that stops at the first event at which the subject refuses what Go did. */
  private static final class Judge {
    private final Checker checker;
    private long stoppedAt = -1;

    Judge(Checker checker) {
      this.checker = checker;
    }

    void accept(TraceEvent event) {
      if (stoppedAt >= 0) {
        return;
      }
      try {
        checker.accept(event);
      } catch (RefusedException e) {
        refuse(e.event(), e.getCause());
      } catch (RuntimeException e) {
        refuse(event, e);
      }
    }

    private void refuse(TraceEvent event, Throwable why) {
      stoppedAt = event.seq();
      checker.tally().fail(event, "the event itself", "did it", "refused it: " + why);
    }

    LevelReport report() {
      OptionalLong stopped = stoppedAt < 0 ? OptionalLong.empty() : OptionalLong.of(stoppedAt);
      return new LevelReport(checker.level(), checker.tally(), stopped);
    }
  }
}
