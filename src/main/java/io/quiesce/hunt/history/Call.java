package io.quiesce.hunt.history;

import java.util.List;

/**
 * A call of an operation.
 *
 * @param operation the method's name
 * @param arguments as a scenario writes them: strings without quotes, enum constants by their name
 */
record Call(String operation, List<String> arguments) {
  Call {
    arguments = List.copyOf(arguments);
  }

  @Override
  public String toString() {
    return operation + "(" + String.join(", ", arguments) + ")";
  }
}
