package io.quiesce.hunt.plant;

import io.quiesce.bugs.corpus.Bug;
import io.quiesce.bugs.corpus.Corpus;
import io.quiesce.bugs.corpus.Expectation;
import io.quiesce.bugs.corpus.Tool;
import io.quiesce.bugs.overlay.Overlay;
import io.quiesce.bugs.overlay.OverlayCompiler;
import io.quiesce.bugs.place.Workbench;
import io.quiesce.bugs.tool.Job;
import io.quiesce.bugs.tool.Measurement;
import io.quiesce.bugs.tool.Toolbox;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Planted;
import io.quiesce.hunt.model.Shard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Chooses the bugs that a night must find, and looks whether its engines do.
 *
 * <p>A bug is looked for by one engine that the corpus says must catch it, on the same scenarios as
 * the night's, with the same time limit for each: what the corpus promises, or less in a night that
 * has less to give.
 */
public final class Plants {
  /** What a bug of the corpus promises: caught in this time on two cores. */
  private static final Duration PROMISED = Duration.ofSeconds(30);

  /** A night gives its planted bugs at most this part of its time, of so many parts. */
  private static final int PART = 9;

  private static final int PARTS = 10;

  /** One bug for each of these, up to a few. */
  private static final Duration FOR_EACH = Duration.ofSeconds(30);

  private static final int MOST = 8;

  /** Suites of a checkout may have to be compiled first, which a short night has no time for. */
  private static final Duration LONG_NIGHT = Duration.ofMinutes(10);

  private final Workbench bench;
  private final Corpus corpus;
  private final Toolbox toolbox;

  /** Bugs of a corpus, looked for on a workbench. */
  public Plants(Workbench bench, Corpus corpus) {
    this.bench = bench;
    this.corpus = corpus;
    this.toolbox = new Toolbox(bench);
  }

  /** How many bugs a night of some length plants. */
  public static int number(Duration budget) {
    return (int) Math.max(1, Math.min(MOST, budget.dividedBy(FOR_EACH)));
  }

  /** How long each is looked for. */
  public static Duration limit(Duration budget) {
    Duration most = budget.multipliedBy(PART).dividedBy(PARTS);
    return most.compareTo(PROMISED) < 0 ? most : PROMISED;
  }

  /**
   * Chooses bugs at random; the same for the same seed, part and past. The parts of one night plant
   * different bugs, as long as there are enough.
   *
   * @param shard the part
   * @param earlier nights, which know of some bugs that the limit is too short for
   */
  public List<Planted> choose(
      int number, long seed, Shard shard, Duration budget, List<Night> earlier) throws IOException {
    Set<Tool> usable = EnumSet.of(Tool.EXPLORE, Tool.CHAOS);
    if (budget.compareTo(LONG_NIGHT) >= 0 && bench.anyCheckout().isPresent()) {
      usable.addAll(EnumSet.of(Tool.LINCHECK, Tool.JCSTRESS));
    }
    Random random = new Random(seed);
    List<Bug> bugs = new ArrayList<>(corpus.bugs());
    Collections.shuffle(bugs, random);
    List<Planted> all = new ArrayList<>();
    for (Bug bug : bugs) {
      List<Tool> tools =
          bug.toolsThat(Expectation.CAUGHT).stream()
              .filter(usable::contains)
              .filter(tool -> !isTooSlow(bug, tool, limit(budget), earlier))
              .toList();
      if (!bug.isAbsent() && !tools.isEmpty()) {
        Tool tool = tools.get(random.nextInt(tools.size()));
        all.add(Planted.pending(bug.slug(), tool.label()));
      }
    }
    // in a ring: what one part does not plant is the next one's
    Collections.rotate(all, -(shard.index() - 1) * number);
    return List.copyOf(all.subList(0, Math.min(number, all.size())));
  }

  /** Whether it once took longer than half of what this night has. */
  private static boolean isTooSlow(Bug bug, Tool tool, Duration limit, List<Night> earlier) {
    if (limit.compareTo(PROMISED) >= 0) {
      return false;
    }
    return earlier.stream()
        .flatMap(night -> night.planted().stream())
        .filter(one -> one.bug().equals(bug.slug()) && one.tool().equals(tool.label()))
        .anyMatch(one -> one.time().multipliedBy(2).compareTo(limit) > 0);
  }

  /** Looks for a planted bug. */
  public Planted look(Planted planted, Duration limit) throws IOException {
    Bug bug = corpus.find(planted.bug());
    Tool tool = Tool.labelled(planted.tool());
    // Several hunts may have one checkout.
    String process = Long.toString(ProcessHandle.current().pid());
    Path own = bench.directory("planted", process + "-" + bug.slug());
    Overlay overlay;
    try (OverlayCompiler compiler = new OverlayCompiler(bench.product())) {
      overlay = compiler.compile(bug.slug(), bug.patch(), own.resolve("overlay"));
    }
    String first = bug.tools().get(tool).first();
    Measurement measured = toolbox.measure(tool, new Job(overlay, first, limit, own));
    String note = measured.test().isEmpty() ? measured.message() : measured.test();
    return new Planted(
        planted.bug(),
        planted.tool(),
        measured.isCaught() ? Planted.State.FOUND : Planted.State.MISSED,
        measured.time(),
        note);
  }
}
