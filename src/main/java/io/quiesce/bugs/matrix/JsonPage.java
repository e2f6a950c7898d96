package io.quiesce.bugs.matrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quiesce.bugs.corpus.Tool;
import io.quiesce.bugs.tool.Measurement;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The matrix for other programs. */
final class JsonPage {
  private final Matrix matrix;
  private final Path directory;

  JsonPage(Matrix matrix, Path directory) {
    this.matrix = matrix;
    this.directory = directory;
  }

  String text() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("started", matrix.started().toString());
    tree.put("seconds", matrix.took().toMillis() / 1e3);
    tree.put("machine", Machine.line());
    tree.put("budgetSeconds", matrix.budget().toMillis() / 1e3);
    tree.put("problems", matrix.problems());
    tree.put("bugs", matrix.rows().stream().map(this::row).toList());
    List<Object> absent =
        matrix.absent().stream()
            .map(bug -> (Object) Map.of("slug", bug.slug(), "absent", bug.absent()))
            .toList();
    tree.put("absent", absent);
    tree.put("unpatched", matrix.baselines().stream().map(this::baseline).toList());
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the matrix cannot be written as JSON", e);
    }
  }

  private Map<String, Object> row(Row row) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("slug", row.bug().slug());
    tree.put("title", row.bug().title());
    tree.put("kind", row.bug().kind().label());
    tree.put("component", row.bug().component());
    tree.put("origin", row.bug().origin().toString());
    tree.put("caughtBy", row.caughtBy().stream().map(Tool::label).toList());
    Map<String, Object> cells = new LinkedHashMap<>();
    row.cells().forEach((tool, measured) -> cells.put(tool.label(), cell(row, tool, measured)));
    tree.put("tools", cells);
    return tree;
  }

  private Map<String, Object> cell(Row row, Tool tool, Measurement measured) {
    Map<String, Object> tree = measurement(measured);
    tree.put("expected", row.bug().tools().get(tool).expect().label());
    tree.put("why", row.bug().tools().get(tool).why());
    tree.put("contradicts", row.contradiction(tool).isPresent());
    return tree;
  }

  private Map<String, Object> baseline(Baseline baseline) {
    Map<String, Object> tree = measurement(baseline.measured());
    tree.put("round", baseline.round());
    return tree;
  }

  private Map<String, Object> measurement(Measurement measured) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("tool", measured.tool().label());
    tree.put("result", measured.result().label());
    tree.put("seconds", measured.time().toMillis() / 1e3);
    tree.put("test", measured.test());
    tree.put("message", measured.message());
    tree.put("replay", measured.replay());
    tree.put("evidence", directory.relativize(measured.evidence()).toString());
    return tree;
  }
}
