package io.quiesce.explore.transform.classes;

/**
 * The names of jcstress' result classes, such as {@code II_Result} with {@code r1} and {@code r2}.
 */
public final class ResultNames {
  private static final String PREFIX = "org/openjdk/jcstress/infra/results/";
  private static final String SUFFIX = "_Result";

  private ResultNames() {}

  /** Whether an internal name is of one of jcstress' result classes. */
  public static boolean isResult(String name) {
    return name.startsWith(PREFIX)
        && name.endsWith(SUFFIX)
        && name.length() > PREFIX.length() + SUFFIX.length()
        && letters(name).chars().allMatch(c -> "ZBSCIJFDL".indexOf(c) >= 0);
  }

  /** The letters that give the types of the fields. */
  public static String letters(String name) {
    return name.substring(PREFIX.length(), name.length() - SUFFIX.length());
  }

  /** The index of field {@code r1}, {@code r2} and so on, from 0; 0 for any other field. */
  public static int index(String field) {
    boolean numbered = field.matches("r[1-9][0-9]*");
    return numbered ? Integer.parseInt(field.substring(1)) - 1 : 0;
  }
}
