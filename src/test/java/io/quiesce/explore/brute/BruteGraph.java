package io.quiesce.explore.brute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A graph: events by thread, and for each location the names of its writes from the oldest on. */
record BruteGraph(List<List<BruteEvent>> threads, Map<Integer, List<String>> order) {

  BruteGraph copy() {
    List<List<BruteEvent>> events = new ArrayList<>();
    threads.forEach(t -> events.add(new ArrayList<>(t)));
    Map<Integer, List<String>> writes = new TreeMap<>();
    order.forEach((location, names) -> writes.put(location, new ArrayList<>(names)));
    return new BruteGraph(events, writes);
  }

  List<String> writes(int location) {
    return order.computeIfAbsent(location, l -> new ArrayList<>());
  }

  BruteEvent event(String name) {
    int dot = name.indexOf('.');
    return threads
        .get(Integer.parseInt(name.substring(0, dot)))
        .get(Integer.parseInt(name.substring(dot + 1)));
  }

  /** The same text for the same graph. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (List<BruteEvent> thread : threads) {
      text.append(thread).append(' ');
    }
    order.forEach(
        (location, names) -> {
          if (!names.isEmpty()) {
            text.append(location).append(names);
          }
        });
    return text.toString();
  }
}
