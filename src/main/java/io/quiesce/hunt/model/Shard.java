package io.quiesce.hunt.model;

/**
 * A part of a plan.
 *
 * @param index from 1
 * @param count how many parts there are
 */
public record Shard(int index, int count) {
  /** All of it. */
  public static final Shard WHOLE = new Shard(1, 1);

  /** Checks. */
  public Shard {
    if (count < 1 || index < 1 || index > count) {
      throw new IllegalArgumentException(
          "shard " + index + "/" + count + ": the first number goes from 1 to the second");
    }
  }

  /**
   * Reads {@code 2/4}.
   *
   * @throws IllegalArgumentException if it is nothing of the kind
   */
  public static Shard parse(String text) {
    if (!text.matches("\\d{1,4}/\\d{1,4}")) {
      throw new IllegalArgumentException("'" + text + "' is no shard such as 2/4");
    }
    int slash = text.indexOf('/');
    return new Shard(
        Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  @Override
  public String toString() {
    return index + "/" + count;
  }
}
