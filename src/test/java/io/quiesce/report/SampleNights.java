package io.quiesce.report;

import io.quiesce.hunt.finding.Check;
import io.quiesce.hunt.finding.Evidence;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.finding.Place;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.finding.WitnessStep;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Machine;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Outcome;
import io.quiesce.hunt.model.Planted;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.model.Shard;
import io.quiesce.hunt.model.Unit;
import io.quiesce.hunt.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Three nights: the first clean, the second with a new finding, the third in two parts and blind,
 * with that finding again, one of hostile text, and cells that say nothing.
 */
public final class SampleNights {
  /** The finding with accesses and steps. */
  public static final String STALE = "0a1b2c3d4e5f";

  /** The finding without, whose text is an attack. */
  public static final String HOSTILE = "ffeeddccbbaa";

  /** What that text tries. */
  public static final String ATTACK = "</pre><script>document.title='owned'</script>\"' & <b>";

  /** The scenario of {@link #STALE}. */
  public static final String FLUSH = "io.quiesce.stack.StackPoolRaces.FlushVersusRelease";

  /** A scenario that only jcstress and the explorer know. */
  public static final String DEKKER = "io.quiesce.phase.PhaseRaces.Dekker";

  /** The newest JDK of the sample. */
  public static final String JDK25 = "25.0.3+9";

  private static final String JDK17 = "17.0.15+6";
  private static final Instant FIRST = Instant.parse("2026-11-18T20:00:00Z");
  private static final Machine MACHINE = new Machine("lab", "Xeon & Sons", 2, "Linux amd64");

  private final Ledger ledger;
  private int jobs;

  private SampleNights(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Fills a ledger. */
  public static void fill(Ledger ledger) {
    SampleNights nights = new SampleNights(ledger);
    nights.first();
    nights.second();
    nights.third();
  }

  /** A night that has not ended. */
  public static Night night(String id, Instant started, Shard shard, List<Planted> planted) {
    return new Night(
        id,
        started,
        Optional.empty(),
        MACHINE,
        List.of(JDK17, JDK25),
        shard,
        77,
        Duration.ofHours(8),
        false,
        shard.count() == 1 ? 4 : 5,
        planted);
  }

  /** A planted bug that was found. */
  public static Planted found(String bug) {
    return new Planted(bug, "explore", Planted.State.FOUND, Duration.ofMillis(8300), "REFUTED");
  }

  private void first() {
    Night night = night("n1", FIRST, Shard.WHOLE, List.of(found("late-store")));
    ledger.add(night);
    four(night, Verdict.PROVED);
    ledger.add(night.end(FIRST.plusSeconds(7200), false));
  }

  private void second() {
    Instant start = FIRST.plus(Duration.ofDays(1));
    Night night = night("n2", start, Shard.WHOLE, List.of(found("lost-wakeup")));
    ledger.add(night);
    four(night, Verdict.FOUND);
    ledger.add(night.end(start.plusSeconds(7200), true));
  }

  private void third() {
    Instant start = FIRST.plus(Duration.ofDays(2));
    Planted missed =
        new Planted(
            "flush-too-early",
            "jcstress",
            Planted.State.MISSED,
            Duration.ofSeconds(30),
            "0 of 3 M");
    Night one = night("n3-1of2", start, new Shard(1, 2), List.of(found("late-store")));
    Night two = night("n3-2of2", start.plusSeconds(40), new Shard(2, 2), List.of(missed));
    ledger.add(one);
    ledger.add(two);
    four(one, Verdict.FOUND);
    Scenario late = new Scenario("io.quiesce.gc.Late", Engine.JCSTRESS);
    Scenario walks = new Scenario("io.quiesce.gc.Late", Engine.WALKS);
    Scenario done = new Scenario(DEKKER, Engine.EXPLORER);
    ledger.plan(one.id(), List.of(new Unit(late, JDK17), new Unit(done, JDK25)));
    ledger.plan(two.id(), List.of(new Unit(late, JDK25), new Unit(walks, JDK25)));
    run(two, "io.quiesce.gc.Wide", Engine.JCSTRESS, JDK17, Verdict.VACUOUS, 0, "needs 4 CPUs");
    run(two, "io.quiesce.gc.Gone", Engine.LINCHECK, JDK17, Verdict.NEVER_RAN, 0, "the JVM died");
    run(two, "io.quiesce.gc.Deep", Engine.EXPLORER, JDK25, Verdict.BOUND, 67_008, "of 490,000");
    JobResult hostile =
        result(two, "io.quiesce.gc.Queue", Engine.LINCHECK, JDK25, Verdict.FOUND, 900, ATTACK);
    ledger.add(
        hostile,
        List.of(sighting(hostile, HOSTILE, FindingKind.LINEARIZABILITY, ATTACK, List.of(), false)));
    ledger.add(new Check(HOSTILE, "n3-2of2", two.started().plusSeconds(90), true, "h", "again"));
    ledger.add(one.end(start.plusSeconds(7200), false));
    ledger.add(two.end(start.plusSeconds(7300), false));
  }

  private void four(Night night, Verdict flush) {
    run(night, DEKKER, Engine.EXPLORER, JDK25, Verdict.PROVED, 3, "PROVED 3 executions");
    run(night, DEKKER, Engine.JCSTRESS, JDK17, Verdict.PASSED, 4_500_000, "2 forks");
    run(night, DEKKER, Engine.JCSTRESS, JDK25, Verdict.PASSED, 5_500_000, "2 forks");
    JobResult result = result(night, FLUSH, Engine.EXPLORER, JDK25, flush, 24, "24 executions");
    boolean shows = flush == Verdict.FOUND;
    String broken = "1, 0";
    ledger.add(
        result,
        shows
            ? List.of(sighting(result, STALE, FindingKind.OUTCOME, broken, places(), true))
            : List.of());
  }

  private void run(
      Night night, String name, Engine engine, String jdk, Verdict verdict, long n, String note) {
    ledger.add(result(night, name, engine, jdk, verdict, n, note), List.of());
  }

  private JobResult result(
      Night night, String name, Engine engine, String jdk, Verdict verdict, long n, String note) {
    Job job = new Job(new Scenario(name, engine), jdk, 7, 0, Duration.ofSeconds(30));
    Instant start = night.started().plusSeconds(60L * ++jobs);
    return new JobResult(
        night.id(),
        job,
        verdict,
        start,
        Duration.ofMillis(1_500),
        n,
        outcomes(engine),
        verdict == Verdict.PROVED,
        "h",
        note);
  }

  /** The model allows 0, 0; the hardware does not show it. */
  private static List<Outcome> outcomes(Engine engine) {
    return switch (engine) {
      case EXPLORER ->
          List.of(new Outcome("0, 0", 1, "ACCEPTABLE"), new Outcome("1, 1", 2, "ACCEPTABLE"));
      case JCSTRESS ->
          List.of(new Outcome("0, 0", 0, "ACCEPTABLE"), new Outcome("1, 1", 9, "ACCEPTABLE"));
      default -> List.of();
    };
  }

  /** The two accesses of {@link #STALE}. */
  public static List<Place> places() {
    String file = "io/quiesce/stack/StackPool.java";
    return List.of(
        new Place(file, 40, "write StackPool.head", "plain"),
        new Place(file, 52, "read StackPool.head", "acquire"));
  }

  private static Sighting sighting(
      JobResult result,
      String signature,
      FindingKind kind,
      String broken,
      List<Place> places,
      boolean steps) {
    return new Sighting(
        signature,
        result.night(),
        result.job().key(),
        result.started().plusSeconds(1),
        kind,
        result.job().scenario(),
        result.job().jdk(),
        broken,
        places,
        steps ? "7f3a" : "",
        steps ? "0 1 0" : "",
        result.hash(),
        new Evidence("what was printed: " + broken, "", steps ? steps() : List.of()));
  }

  /** An execution in which a read does not see the newest write. */
  public static List<WitnessStep> steps() {
    return List.of(
        new WitnessStep(1, 1, "write StackPool.next = 7", "plain", "StackPool.java:39", -1, 0),
        new WitnessStep(2, 1, "write StackPool.head = 1", "plain", "StackPool.java:40", -1, 0),
        new WitnessStep(3, 2, "read StackPool.next = 7", "opaque", "StackPool.java:51", 1, 0),
        new WitnessStep(4, 2, "read StackPool.head = 0", "acquire", "StackPool.java:52", 0, 2),
        new WitnessStep(5, 0, "join thread 1", "", "", -1, 0));
  }
}
