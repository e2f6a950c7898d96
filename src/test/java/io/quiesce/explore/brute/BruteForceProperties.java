package io.quiesce.explore.brute;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.litmus.LitmusProgram;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.model.Relations;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.search.Options;
import io.quiesce.explore.search.Result;
import io.quiesce.explore.search.Search;
import io.quiesce.explore.search.execution.Execution;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The search, the axioms and trying everything agree on random small programs, in all models. */
final class BruteForceProperties {

  @Property(tries = 700, shrinking = ShrinkingMode.OFF)
  void graphs_ofARandomProgram_areThoseThatTheAxiomsAllow(@ForAll long seed) {
    LitmusProgram program = RandomProgram.of(seed);
    List<BruteGraph> candidates = Enumeration.of(program);
    Map<String, BruteAxioms> axioms = new HashMap<>();
    candidates.forEach(g -> axioms.put(g.text(), new BruteAxioms(g)));
    Map<Model, Set<String>> found = new EnumMap<>(Model.class);
    Map<String, Map<Model, Boolean>> verdicts = new TreeMap<>();
    for (Model model : Model.values()) {
      found.put(model, search(program, model, verdicts));
      Set<String> allowed =
          axioms.entrySet().stream()
              .filter(e -> e.getValue().allows(model))
              .map(Map.Entry::getKey)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(found.get(model)).as("%s, seed %d", model, seed).isEqualTo(allowed);
    }
    verdicts.forEach(
        (text, byModel) ->
            byModel.forEach(
                (model, consistent) ->
                    assertThat(consistent)
                        .as("axioms of %s on %s, seed %d", model, text, seed)
                        .isEqualTo(found.get(model).contains(text))));
  }

  private static Set<String> search(
      LitmusProgram program, Model model, Map<String, Map<Model, Boolean>> verdicts) {
    Set<String> graphs = new TreeSet<>();
    Result result =
        Search.of(() -> program, Options.of(model).withSelfCheck(true))
            .visiting(x -> visit(x, graphs, verdicts))
            .run();
    assertThat(result.duplicates()).isZero();
    assertThat(result.complete()).isEqualTo(graphs.size());
    return graphs;
  }

  private static void visit(
      Execution x, Set<String> graphs, Map<String, Map<Model, Boolean>> verdicts) {
    String text = text(x.graph());
    graphs.add(text);
    if (!verdicts.containsKey(text)) {
      Map<Model, Boolean> byModel = new EnumMap<>(Model.class);
      for (Model model : Model.values()) {
        byModel.put(model, model.axioms().consistent(new Relations(x.graph())));
      }
      verdicts.put(text, byModel);
    }
  }

  /** The text that {@link BruteGraph#text} gives for the same graph. */
  private static String text(Graph g) {
    StringBuilder text = new StringBuilder();
    for (int t = 0; t < g.threads(); t++) {
      List<String> events = new ArrayList<>();
      for (int i = 0; i < g.length(t); i++) {
        int e = g.event(t, i);
        boolean secondHalf = g.isWrite(e) && g.isUpdate(e);
        if (!secondHalf && g.op(e).kind() != Kind.END) {
          String source = g.isRead(e) ? "<" + name(g, g.source(e)) : "";
          events.add(name(g, e) + source + (g.isSpurious(e) ? "~" : ""));
        }
      }
      text.append(events).append(' ');
    }
    Map<Integer, List<String>> order = new TreeMap<>();
    for (int i = 0; i < g.locations(); i++) {
      int location = g.usedLocation(i);
      for (int place = 1; place <= g.top(location); place++) {
        order
            .computeIfAbsent(location, l -> new ArrayList<>())
            .add(name(g, g.writeAt(location, place)));
      }
    }
    order.forEach((location, names) -> text.append(location).append(names));
    return text.toString();
  }

  /** Thread and index, where a read-modify-write counts once. */
  private static String name(Graph g, int e) {
    if (e < 0) {
      return "init";
    }
    int index = 0;
    for (int i = 0; i < g.index(e); i++) {
      int x = g.event(g.thread(e), i);
      index += g.isWrite(x) && g.isUpdate(x) ? 0 : 1;
    }
    boolean secondHalf = g.isWrite(e) && g.isUpdate(e);
    return g.thread(e) + "." + (secondHalf ? index - 1 : index);
  }
}
