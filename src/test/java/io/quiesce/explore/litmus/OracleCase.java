package io.quiesce.explore.litmus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Fence;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Rmw;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of an oracle file: a program, and either its numbers of executions by model or its final
 * states.
 */
public final class OracleCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern STATEMENT =
      Pattern.compile("(?:int (\\w+) = )?(?:([A-Z])\\.(\\w+)|(\\w+)Fence)\\((-?\\d*)\\);");

  private final JsonNode json;
  private final List<String> variables = new ArrayList<>();

  private OracleCase(JsonNode json) {
    this.json = json;
    json.get("vars").forEach(v -> variables.add(v.asText()));
  }

  /** Reads one line. */
  public static OracleCase parse(String line) {
    try {
      return new OracleCase(JSON.readTree(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of the program. */
  public String id() {
    return json.get("id").asText();
  }

  /** True for a line with numbers of executions. */
  public boolean hasCounts() {
    return json.has("executions");
  }

  /** The number of executions by the name of the model. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    json.get("executions").properties().forEach(e -> counts.put(e.getKey(), e.getValue().asLong()));
    return counts;
  }

  /** The final states, each a sorted text. */
  public Set<String> states() {
    Set<String> states = new TreeSet<>();
    json.get("states").forEach(s -> states.add(s.asText().trim()));
    return states;
  }

  /** The number of threads. */
  public int threads() {
    return json.get("threads").size();
  }

  /** The program, its threads in the order given by {@code order}. */
  public LitmusProgram program(List<Integer> order) {
    List<LitmusThread> threads = new ArrayList<>();
    for (int original : order) {
      LitmusThread thread = new LitmusThread();
      int register = 0;
      for (JsonNode statement : json.get("threads").get(original)) {
        boolean reads =
            statement.isTextual()
                ? java(thread, statement.asText(), register)
                : object(thread, statement, register);
        register += reads ? 1 : 0;
      }
      threads.add(thread);
    }
    return new LitmusProgram(threads);
  }

  /** Adds a statement of {@code counts.jsonl}; true if it has a result. */
  private boolean object(LitmusThread thread, JsonNode s, int register) {
    Mode mode = s.get("op").asText().equals("fence") ? null : mode(s.get("mode").asText());
    int location = s.has("var") ? variables.indexOf(s.get("var").asText()) : -1;
    long value = s.has("value") ? s.get("value").asLong() : 0;
    switch (s.get("op").asText()) {
      case "get" -> thread.read(register, location, mode);
      case "set" -> thread.write(location, value, mode);
      case "getAndAdd" -> thread.update(register, location, Rmw.ADD, value, mode);
      case "compareAndSet" -> thread.cas(register, location, s.get("expect").asLong(), value, mode);
      case "fence" -> thread.fence(fence(s.get("mode").asText()));
      default -> throw new IllegalArgumentException(id() + ": " + s);
    }
    return !s.get("op").asText().equals("set") && !s.get("op").asText().equals("fence");
  }

  /** Adds a statement of {@code states.jsonl}; true if it has a result. */
  private boolean java(LitmusThread thread, String statement, int register) {
    Matcher m = STATEMENT.matcher(statement);
    if (!m.matches()) {
      throw new IllegalArgumentException(id() + ": " + statement);
    }
    if (m.group(4) != null) {
      thread.fence(fence(m.group(4)));
      return false;
    }
    int location = variables.indexOf(m.group(2).toLowerCase(Locale.ROOT));
    String method = m.group(3);
    long value = m.group(5).isEmpty() ? 0 : Long.parseLong(m.group(5));
    if (method.startsWith("getAndAdd")) {
      Mode mode = method.equals("getAndAdd") ? Mode.VOLATILE : suffix(method, "getAndAdd");
      thread.update(register, location, Rmw.ADD, value, mode);
      return true;
    }
    if (method.startsWith("get")) {
      thread.read(register, location, suffix(method, "get"));
      return true;
    }
    thread.write(location, value, suffix(method, "set"));
    return false;
  }

  private static Mode suffix(String method, String prefix) {
    String rest = method.substring(prefix.length());
    return rest.isEmpty() ? Mode.PLAIN : mode(rest);
  }

  private static Mode mode(String name) {
    return Mode.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static Fence fence(String name) {
    Map<String, Fence> byName = new HashMap<>();
    byName.put("loadload", Fence.LOAD_LOAD);
    byName.put("storestore", Fence.STORE_STORE);
    Fence known = byName.get(name.toLowerCase(Locale.ROOT));
    return known != null ? known : Fence.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The final state of an execution of {@link #program}, in the words of the oracle. */
  public String state(Graph g, List<Integer> order) {
    StringBuilder text = new StringBuilder();
    for (int original = 0; original < order.size(); original++) {
      int t = order.indexOf(original);
      List<String> names = registers(original);
      int next = 0;
      for (int i = 0; i < g.length(t); i++) {
        int e = g.event(t, i);
        if (g.isRead(e)) {
          text.append(original).append(':').append(names.get(next++));
          text.append('=').append(g.valueRead(e)).append("; ");
        }
      }
    }
    for (int v = 0; v < variables.size(); v++) {
      text.append(variables.get(v)).append('=').append(last(g, v)).append("; ");
    }
    return text.toString().trim();
  }

  private List<String> registers(int thread) {
    List<String> names = new ArrayList<>();
    for (JsonNode statement : json.get("threads").get(thread)) {
      Matcher m = STATEMENT.matcher(statement.asText());
      if (m.matches() && m.group(1) != null) {
        names.add(m.group(1));
      }
    }
    return names;
  }

  private static long last(Graph g, int location) {
    for (int i = 0; i < g.locations(); i++) {
      if (g.usedLocation(i) == location && g.top(location) > 0) {
        return g.valueWritten(g.writeAt(location, g.top(location)));
      }
    }
    return 0;
  }
}
