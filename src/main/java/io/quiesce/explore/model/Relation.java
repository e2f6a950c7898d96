package io.quiesce.explore.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * A binary relation on 0 .. n - 1, with the operations in which axioms are written. Immutable.
 *
 * <p>Meant to be read, not to be fast.
 */
public final class Relation {
  private final BitSet[] rows;

  private Relation(BitSet[] rows) {
    this.rows = rows;
  }

  /** Which pairs are related. */
  @FunctionalInterface
  public interface Pairs {
    /** True if {@code a} is related to {@code b}. */
    boolean test(int a, int b);
  }

  /** The relation of all pairs that pass. */
  public static Relation of(int n, Pairs pairs) {
    BitSet[] rows = new BitSet[n];
    for (int a = 0; a < n; a++) {
      rows[a] = new BitSet(n);
      for (int b = 0; b < n; b++) {
        rows[a].set(b, pairs.test(a, b));
      }
    }
    return new Relation(rows);
  }

  /** {@code [S]}: the identity on a set. */
  public static Relation id(int n, IntPredicate set) {
    return of(n, (a, b) -> a == b && set.test(a));
  }

  /** True if {@code a} is related to {@code b}. */
  public boolean has(int a, int b) {
    return rows[a].get(b);
  }

  /** True if {@code a} is related to nothing. */
  public boolean isEmpty(int a) {
    return rows[a].isEmpty();
  }

  /** {@code this ; next}. */
  public Relation then(Relation next) {
    BitSet[] result = new BitSet[rows.length];
    for (int a = 0; a < rows.length; a++) {
      result[a] = new BitSet(rows.length);
      for (int b = rows[a].nextSetBit(0); b >= 0; b = rows[a].nextSetBit(b + 1)) {
        result[a].or(next.rows[b]);
      }
    }
    return new Relation(result);
  }

  /** {@code this ∪ other}. */
  public Relation or(Relation other) {
    BitSet[] result = new BitSet[rows.length];
    for (int a = 0; a < rows.length; a++) {
      result[a] = (BitSet) rows[a].clone();
      result[a].or(other.rows[a]);
    }
    return new Relation(result);
  }

  /** {@code this ∩ pairs}. */
  public Relation where(Pairs pairs) {
    return of(rows.length, (a, b) -> has(a, b) && pairs.test(a, b));
  }

  /** {@code this⁻¹}. */
  public Relation inverse() {
    return of(rows.length, (a, b) -> has(b, a));
  }

  /** {@code this?}: reflexive closure. */
  public Relation maybe() {
    return of(rows.length, (a, b) -> a == b || has(a, b));
  }

  /** {@code this⁺}: transitive closure. */
  public Relation plus() {
    BitSet[] result = Arrays.stream(rows).map(r -> (BitSet) r.clone()).toArray(BitSet[]::new);
    for (int k = 0; k < result.length; k++) {
      for (BitSet row : result) {
        if (row.get(k)) {
          row.or(result[k]);
        }
      }
    }
    return new Relation(result);
  }

  /** True if nothing is related to itself. */
  public boolean irreflexive() {
    for (int a = 0; a < rows.length; a++) {
      if (rows[a].get(a)) {
        return false;
      }
    }
    return true;
  }

  /** True if there is no cycle. */
  public boolean acyclic() {
    return plus().irreflexive();
  }

  /** True if every pair of this is in the other. */
  public boolean within(Relation other) {
    for (int a = 0; a < rows.length; a++) {
      BitSet rest = (BitSet) rows[a].clone();
      rest.andNot(other.rows[a]);
      if (!rest.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return Arrays.toString(rows);
  }
}
