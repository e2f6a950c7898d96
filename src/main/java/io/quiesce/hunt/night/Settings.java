package io.quiesce.hunt.night;

import io.quiesce.hunt.engine.Jdk;
import io.quiesce.hunt.model.Shard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a night is asked to do.
 *
 * @param budget wall time
 * @param ledger the file of the ledger
 * @param shard which part of the plan
 * @param only scenarios whose name contains a match
 * @param jdks at least one
 * @param seed what all that is random comes from
 * @param rounds how many rounds at most
 * @param plants how many bugs to plant; negative for as many as the budget is good for
 * @param lanes how many JVMs work at a time
 * @param classes where scenarios are that are hunted in instead of the product's own; may be empty
 */
public record Settings(
    Duration budget,
    Path ledger,
    Shard shard,
    Pattern only,
    List<Jdk> jdks,
    long seed,
    int rounds,
    int plants,
    int lanes,
    List<Path> classes) {
  /** Copies the lists. */
  public Settings {
    jdks = List.copyOf(jdks);
    classes = List.copyOf(classes);
  }

  /** The versions of the JDKs. */
  List<String> versions() {
    return jdks.stream().map(Jdk::version).toList();
  }
}
