package io.quiesce.report.view;

import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the index says of a night.
 *
 * @param id its name
 * @param fileName its name in file names
 * @param started when it began
 * @param took until the last thing that is known of it
 * @param status what it amounts to
 * @param machines where it ran
 * @param jobs how many results it has
 * @param executions by engine
 * @param cells how many cells of its matrix have which verdict
 * @param there signatures of the findings that were there after it
 * @param fresh how many of them it saw for the first time, or again after they were resolved
 * @param plantedFound how many planted bugs it found
 * @param planted of how many
 */
public record NightSummary(
    String id,
    String fileName,
    Instant started,
    Duration took,
    Status status,
    String machines,
    int jobs,
    Map<Engine, Long> executions,
    Map<Verdict, Long> cells,
    List<String> there,
    long fresh,
    long plantedFound,
    int planted) {
  /** Of a night. */
  public static NightSummary of(NightView night) {
    Map<Verdict, Long> cells = new EnumMap<>(Verdict.class);
    night.matrix().cells().forEach(cell -> cells.merge(cell.verdict(), 1L, Long::sum));
    return new NightSummary(
        night.id(),
        night.fileName(),
        night.started(),
        Duration.between(night.started(), night.last()),
        night.status(),
        night.parts().stream()
            .map(part -> part.machine().cpu() + ", " + part.machine().system())
            .distinct()
            .collect(Collectors.joining("; ")),
        night.results().size(),
        night.executions(),
        cells,
        night.there().stream().map(one -> one.finding().signature()).toList(),
        night.there().stream().filter(FindingView::isFresh).count(),
        night.plantedFound(),
        night.planted().size());
  }
}
