package io.quiesce.hunt.history;

import io.quiesce.hunt.source.Quoted;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The methods of a Lincheck test or of its specification, and the arguments of their calls. */
final class Operations {
  private static final Map<Class<?>, Function<String, Object>> VALUES =
      Map.of(
          int.class, Integer::valueOf,
          long.class, Long::valueOf,
          boolean.class, Boolean::valueOf,
          String.class, word -> word);

  private final Class<?> owner;

  /** Of a class. */
  Operations(Class<?> owner) {
    this.owner = owner;
  }

  /**
   * The method that a call means.
   *
   * @throws IllegalArgumentException if the class has none
   */
  Method method(Call call) {
    Method method =
        Arrays.stream(owner.getMethods())
            .filter(one -> one.getName().equals(call.operation()))
            .filter(one -> one.getParameterCount() == call.arguments().size())
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        owner.getName()
                            + " has no public method for the call "
                            + call
                            + "; has it changed since this was found?"));
    method.setAccessible(true);
    return method;
  }

  /** Whether a call has no result. */
  boolean isVoid(Call call) {
    return method(call).getReturnType() == void.class;
  }

  /** The arguments as values. */
  Object[] values(Call call) {
    Class<?>[] types = method(call).getParameterTypes();
    Object[] values = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      values[i] = value(types[i], call.arguments().get(i), call);
    }
    return values;
  }

  private static Object value(Class<?> type, String word, Call call) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> ((Enum<?>) constant).name().equals(word))
          .findFirst()
          .orElseThrow(() -> foreign(type, word, call));
    }
    if (!VALUES.containsKey(type)) {
      throw foreign(type, word, call);
    }
    try {
      return VALUES.get(type).apply(word);
    } catch (NumberFormatException e) {
      throw foreign(type, word, call);
    }
  }

  private static IllegalArgumentException foreign(Class<?> type, String word, Call call) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "argument '%s' of %s is no %s that can be written down (int, long, boolean, String and"
                + " enums can)",
            word,
            call,
            type.getName()));
  }

  /** The call in Java, without its object. */
  String source(Call call) {
    List<String> literals = new ArrayList<>();
    for (Object value : values(call)) {
      literals.add(literal(value));
    }
    return call.operation() + "(" + String.join(", ", literals) + ")";
  }

  private static String literal(Object value) {
    if (value instanceof Enum<?> constant) {
      return constant.getDeclaringClass().getCanonicalName() + "." + constant.name();
    } else if (value instanceof String text) {
      return Quoted.of(text);
    }
    return value instanceof Long ? value + "L" : String.valueOf(value);
  }
}
