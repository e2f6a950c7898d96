package io.quiesce.hunt.night;

import io.quiesce.bugs.corpus.Corpus;
import io.quiesce.bugs.overlay.NoCompilerException;
import io.quiesce.bugs.overlay.OverlayException;
import io.quiesce.bugs.place.Workbench;
import io.quiesce.explore.java.ClassPath;
import io.quiesce.hunt.engine.ChaosRunner;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Planted;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.model.Unit;
import io.quiesce.hunt.plan.Catalogue;
import io.quiesce.hunt.plan.History;
import io.quiesce.hunt.plan.Planner;
import io.quiesce.hunt.plan.Shards;
import io.quiesce.hunt.plant.Plants;
import io.quiesce.hunt.progress.Deadline;
import io.quiesce.hunt.progress.LineProgress;
import io.quiesce.hunt.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One run of the hunt, from its ledger to its report.
 *
 * <ol>
 *   <li>The lock on the shard, and the night: a new one, or one that was killed.
 *   <li>What scenarios there are, and which units are this shard's.
 *   <li>Bugs are planted; those, and then the open findings, come first in the lanes.
 *   <li>The plan, round after round, until the time is over.
 *   <li>The night gets its end, and a report is made of what the ledger has.
 * </ol>
 *
 * <p>{@link #stop} may be called by any thread; {@link #run} then ends the night as interrupted.
 */
public final class Hunt {
  private static final String CHAOS_MAIN = "io/quiesce/cli/RunCommand";

  private final Workbench bench;
  private final Corpus corpus;
  private final Settings settings;
  private final Progress progress;
  private final Deadline deadline;
  private final AtomicReference<Lanes> running = new AtomicReference<>();
  private volatile boolean interrupted;

  /** A hunt; its time begins now. */
  public Hunt(Workbench bench, Corpus corpus, Settings settings, Progress progress) {
    this.bench = bench;
    this.corpus = corpus;
    this.settings = settings;
    this.progress = progress;
    this.deadline = new Deadline(settings.budget());
  }

  /** Ends the night early, with all that it has. */
  public void stop() {
    interrupted = true;
    Lanes lanes = running.get();
    if (lanes != null) {
      lanes.stop();
    }
  }

  /**
   * Hunts.
   *
   * @throws io.quiesce.hunt.ledger.LedgerException if the ledger cannot be used, or another hunt
   *     has it
   * @throws NothingToHuntException if no scenario matches
   * @throws IOException if something else cannot be read or written
   */
  public NightReport run(Ledger ledger) throws IOException {
    try (NightBook book = NightBook.open(settings)) {
      Optional<Night> killed = book.unfinished(ledger, settings);
      Night night = killed.orElseGet(() -> book.begin(settings));
      List<Path> classes = classes();
      Catalogue catalogue = catalogue(classes);
      History history = History.of(ledger, night.started());
      List<Unit> all = Planner.units(catalogue.scenarios(), night.jdks());
      List<Unit> mine = Shards.of(all, settings.shard(), history::cost);
      if (killed.isEmpty()) {
        night = planted(night, mine.size(), ledger);
      }
      ledger.add(night);
      if (ledger.plan(night.id()).isEmpty()) {
        ledger.plan(night.id(), mine);
      }
      announce(night, killed.isPresent(), ledger, catalogue, mine.size());
      hunt(night, ledger, catalogue, history, mine, classes);
      Night ended = state(ledger, night.id()).end(NightBook.now(), interrupted);
      ledger.add(ended);
      return NightReport.of(ledger, ended.id(), mine);
    }
  }

  private static Night state(Ledger ledger, String id) {
    return ledger.nights().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private List<Path> classes() throws IOException {
    return settings.classes().isEmpty() ? List.of(bench.scenarios()) : settings.classes();
  }

  private Catalogue catalogue(List<Path> classes) throws IOException {
    // The scenarios' own classes come before those of the product, which they call.
    List<Path> all = new ArrayList<>(classes);
    all.add(bench.product().location());
    Catalogue catalogue = new Catalogue(new ClassPath(all));
    catalogue.withExplorer(classes);
    if (settings.classes().isEmpty()) {
      catalogue.with(ChaosRunner.scenarios(), CHAOS_MAIN);
      if (bench.anyCheckout().isPresent()) {
        catalogue.with(bench.checkout());
      }
    }
    catalogue.only(
        scenarios ->
            scenarios.stream().filter(one -> settings.only().matcher(one.name()).find()).toList());
    if (catalogue.scenarios().isEmpty()) {
      throw new NothingToHuntException("no scenario matches '" + settings.only() + "'");
    }
    return catalogue;
  }

  private Night planted(Night night, int planned, Ledger ledger) throws IOException {
    int number = settings.plants() < 0 ? Plants.number(settings.budget()) : settings.plants();
    List<Planted> planted =
        number == 0
            ? List.of()
            : new Plants(bench, corpus)
                .choose(number, night.seed(), night.shard(), settings.budget(), ledger.nights());
    return night.withPlanned(planned).withPlanted(planted);
  }

  private void announce(Night night, boolean again, Ledger ledger, Catalogue catalogue, int units) {
    String done = again ? " goes on, with " + ledger.results(night.id()).size() + " results" : "";
    progress.say(
        String.format(
            "night %s%s: shard %s, seed %d, %s, JDK %s",
            night.id(),
            done,
            night.shard(),
            night.seed(),
            LineProgress.clock(settings.budget()),
            String.join(" and ", night.jdks())));
    long names = catalogue.scenarios().stream().map(Scenario::name).distinct().count();
    progress.say(
        names + " scenarios, " + units + " with engine and JDK here; " + night.machine().cpu());
  }

  private void hunt(
      Night night,
      Ledger ledger,
      Catalogue catalogue,
      History history,
      List<Unit> mine,
      List<Path> classes)
      throws IOException {
    try (Engines engines = new Engines(bench, classes, settings)) {
      engines.tooShort(deadline).ifPresent(progress::say);
      Recorder recorder = new Recorder(ledger, night.id(), catalogue, progress);
      Planner planner = new Planner(catalogue, history, mine, night.seed());
      Work work =
          new Work(
              planner,
              settings.rounds(),
              engine -> engines.batch(engine, deadline),
              ledger.results(night.id()),
              progress);
      Lanes lanes = new Lanes(settings.lanes(), work, engines, recorder, deadline);
      plant(lanes, night, ledger);
      Looks looks =
          new Looks(ledger, night.id(), catalogue, engines, recorder, progress, night.jdks());
      List<Finding> open = looks.of(history.findings(), settings.shard());
      open.forEach(one -> lanes.first(() -> looks.look(one, open.size(), deadline)));
      running.set(lanes);
      if (!interrupted) {
        lanes.run();
      }
    }
  }

  private void plant(Lanes lanes, Night night, Ledger ledger) {
    Plants plants = new Plants(bench, corpus);
    Duration limit = Plants.limit(settings.budget());
    night.planted().stream()
        .filter(one -> one.state() == Planted.State.PENDING)
        .forEach(
            one ->
                lanes.first(
                    () -> {
                      Planted looked = look(plants, one, deadline.atMost(limit));
                      if (looked.state() == Planted.State.FOUND || !interrupted) {
                        ledger.add(night.withPlanted(List.of(looked)));
                        progress.planted(looked);
                      }
                    }));
  }

  /** What cannot be looked for is missed: the night is blind to it. */
  private static Planted look(Plants plants, Planted one, Duration limit) {
    try {
      return plants.look(one, limit);
    } catch (IOException | OverlayException | NoCompilerException e) {
      String why = "could not be looked for: " + e.getMessage();
      return new Planted(one.bug(), one.tool(), Planted.State.MISSED, Duration.ZERO, why);
    }
  }
}
