package io.quiesce.explore.brute;

/** Boolean matrices. */
final class Matrix {
  private Matrix() {}

  /** A pair that is in or not. */
  interface Pair {
    boolean in(int a, int b);
  }

  static boolean[][] of(int n, Pair pair) {
    boolean[][] m = new boolean[n][n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        m[a][b] = pair.in(a, b);
      }
    }
    return m;
  }

  static boolean[][] or(boolean[][]... all) {
    return of(
        all[0].length,
        (a, b) -> {
          for (boolean[][] m : all) {
            if (m[a][b]) {
              return true;
            }
          }
          return false;
        });
  }

  /** Composition of all, from the left. */
  static boolean[][] seq(boolean[][]... all) {
    boolean[][] result = all[0];
    for (int i = 1; i < all.length; i++) {
      boolean[][] left = result;
      boolean[][] right = all[i];
      result =
          of(
              left.length,
              (a, b) -> {
                for (int k = 0; k < left.length; k++) {
                  if (left[a][k] && right[k][b]) {
                    return true;
                  }
                }
                return false;
              });
    }
    return result;
  }

  static boolean[][] maybe(boolean[][] m) {
    return of(m.length, (a, b) -> a == b || m[a][b]);
  }

  static boolean[][] back(boolean[][] m) {
    return of(m.length, (a, b) -> m[b][a]);
  }

  static boolean[][] plus(boolean[][] m) {
    boolean[][] c = of(m.length, (a, b) -> m[a][b]);
    for (int k = 0; k < c.length; k++) {
      for (int a = 0; a < c.length; a++) {
        for (int b = 0; b < c.length && c[a][k]; b++) {
          c[a][b] |= c[k][b];
        }
      }
    }
    return c;
  }

  static boolean irreflexive(boolean[][] m) {
    for (int a = 0; a < m.length; a++) {
      if (m[a][a]) {
        return false;
      }
    }
    return true;
  }

  static boolean acyclic(boolean[][]... all) {
    return irreflexive(plus(or(all)));
  }
}
