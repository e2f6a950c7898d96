package io.quiesce.hunt.progress;

import io.quiesce.hunt.model.JobResult;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on a terminal that goes with the time, and above it the lines that matter. */
public final class BarProgress extends LineProgress {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final ProgressBar bar;
  private final ScheduledFuture<?> ticking;
  private final ScheduledThreadPoolExecutor ticks = new ScheduledThreadPoolExecutor(1);

  /** Draws on a terminal. */
  public BarProgress(PrintStream terminal, Duration budget) {
    super(line -> print(terminal, line), budget);
    bar =
        new ProgressBarBuilder()
            .setTaskName("hunt")
            .setInitialMax(budget.toSeconds())
            .setStyle(ProgressBarStyle.ASCII)
            .hideEta()
            .setConsumer(new ConsoleProgressBarConsumer(terminal))
            .build();
    long start = System.nanoTime();
    ticking =
        ticks.scheduleAtFixedRate(
            () -> bar.stepTo(Duration.ofNanos(System.nanoTime() - start).toSeconds()),
            1,
            1,
            TimeUnit.SECONDS);
  }

  private static void print(PrintStream terminal, String line) {
    terminal.print(CLEAR_LINE + line + System.lineSeparator());
    terminal.flush();
  }

  @Override
  public synchronized void ended(JobResult result) {
    count();
    bar.setExtraMessage(brief());
  }

  @Override
  public synchronized void close() {
    if (ticks.isShutdown()) {
      return;
    }
    ticking.cancel(true);
    ticks.shutdownNow();
    bar.close();
  }
}
