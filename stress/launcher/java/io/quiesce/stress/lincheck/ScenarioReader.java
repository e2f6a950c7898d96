package io.quiesce.stress.lincheck;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;

/** Reads the calls of a {@link Scenario} against the operations of its class, and prints them. */
final class ScenarioReader {
  private static final Pattern CALL = Pattern.compile("\\s*(\\w+)\\s*\\(([^()]*)\\)\\s*");

  private final Class<?> test;

  ScenarioReader(Class<?> test) {
    this.test = test;
  }

  /**
   * The scenario for Lincheck.
   *
   * @throws IllegalArgumentException if a call is not of the form {@code name(argument, ...)},
   *     names no operation with that number of parameters, or has an argument that does not fit
   */
  ExecutionScenario read(Scenario scenario) {
    List<List<Actor>> threads = Arrays.stream(scenario.threads()).map(this::calls).toList();
    return new ExecutionScenario(calls(scenario.before()), threads, calls(scenario.after()), null);
  }

  private List<Actor> calls(String text) {
    List<Actor> actors = new ArrayList<>();
    for (String call : text.split(";", -1)) {
      if (!call.isBlank()) {
        actors.add(call(call));
      }
    }
    return actors;
  }

  private Actor call(String text) {
    Matcher matcher = CALL.matcher(text);
    if (!matcher.matches()) {
      throw malformed(text, "is not of the form name(argument, ...)");
    }
    String[] words =
        matcher.group(2).isBlank()
            ? new String[0]
            : matcher.group(2).strip().split("\\s*,\\s*", -1);
    Method operation =
        Arrays.stream(test.getMethods())
            .filter(m -> m.isAnnotationPresent(Operation.class))
            .filter(m -> m.getName().equals(matcher.group(1)))
            .filter(m -> m.getParameterCount() == words.length)
            .findFirst()
            .orElseThrow(
                () -> malformed(text, "names no @Operation with " + words.length + " parameters"));
    List<Object> arguments = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      arguments.add(argument(text, words[i], operation.getParameterTypes()[i]));
    }
    return new Actor(operation, arguments);
  }

  private Object argument(String call, String word, Class<?> type) {
    try {
      if (type == int.class) {
        return Integer.valueOf(word);
      } else if (type == long.class) {
        return Long.decode(word);
      } else if (type == boolean.class) {
        return Boolean.valueOf(word);
      } else if (type == String.class) {
        return word;
      }
    } catch (NumberFormatException e) {
      throw malformed(call, "has \"" + word + "\" where a " + type + " belongs");
    }
    return constant(call, word, type);
  }

  private Object constant(String call, String word, Class<?> type) {
    if (!type.isEnum()) {
      throw malformed(
          call, "has a parameter of " + type + ", which cannot be written in a scenario");
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equals(word))
        .findFirst()
        .orElseThrow(() -> malformed(call, "has \"" + word + "\", which is not a " + type));
  }

  private IllegalArgumentException malformed(String call, String why) {
    return new IllegalArgumentException(
        "@Scenario of " + test.getName() + ": \"" + call.strip() + "\" " + why);
  }

  /** One line: calls before, the threads between bars, calls after. */
  static String describe(ExecutionScenario scenario) {
    List<String> threads =
        scenario.getParallelExecution().stream().map(ScenarioReader::join).toList();
    return (join(scenario.getInitExecution())
            + " [ "
            + String.join(" | ", threads)
            + " ] "
            + join(scenario.getPostExecution()))
        .strip();
  }

  private static String join(List<Actor> calls) {
    return String.join("; ", calls.stream().map(Actor::toString).toList());
  }
}
