package io.quiesce.bugs.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The keys of one mapping; each is asked for once, and what nobody asked for is an error. */
final class Fields {
  private final String place;
  private final JsonNode node;
  private final Set<String> asked = new HashSet<>();

  Fields(String place, JsonNode node) {
    this.place = place;
    this.node = node;
    if (!node.isObject()) {
      throw bad("must be a mapping");
    }
  }

  BadBugException bad(String what) {
    return new BadBugException(place + ": " + what);
  }

  boolean has(String key) {
    return node.has(key);
  }

  /** The text of a key that must be there. */
  String text(String key) {
    String text = optional(key);
    if (text.isEmpty()) {
      throw bad("'" + key + "' is missing or empty");
    }
    return text;
  }

  /** The text of a key, or nothing. */
  String optional(String key) {
    asked.add(key);
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isValueNode()) {
      throw bad("'" + key + "' must be a text");
    }
    return value.asText().strip();
  }

  /** The number of a key, 0 if it is not there. */
  int number(String key, int least, int most) {
    asked.add(key);
    JsonNode value = node.path(key);
    if (value.isMissingNode()) {
      return 0;
    }
    if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
      throw bad("'" + key + "' must be a number from " + least + " to " + most + ": " + value);
    }
    return value.intValue();
  }

  /** The constant whose label a key has. */
  <E extends Enum<E>> E constant(String key, Class<E> type) {
    String text = text(key);
    E[] all = type.getEnumConstants();
    return Arrays.stream(all)
        .filter(constant -> label(constant).equals(text))
        .findFirst()
        .orElseThrow(() -> bad("'" + key + "' is " + text + ", must be one of " + labels(all)));
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private static String labels(Enum<?>[] all) {
    return Arrays.stream(all).map(Fields::label).collect(Collectors.joining(", "));
  }

  /** The mapping of a key that must be there. */
  Fields mapping(String key) {
    asked.add(key);
    if (!node.has(key)) {
      throw bad("'" + key + "' is missing");
    }
    return new Fields(place + ": " + key, node.get(key));
  }

  /** Fails on keys that nobody asked for. */
  void end() {
    Set<String> unknown = new TreeSet<>();
    node.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(asked);
    if (!unknown.isEmpty()) {
      throw bad("unknown " + unknown + "; known are " + new TreeSet<>(asked));
    }
  }
}
