package io.quiesce.gc.object.span;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;

/**
 * The specials of one span: an immutable array that each change replaces by compare-and-set.
 *
 * <p>Orderings: replace volatile, read acquire; weakened, a root job that runs after {@link #add}
 * misses what was added before marking began, or sees an array without its elements.
 */
public final class SpecialList {
  private static final Special[] NONE = {};
  private static final VarHandle SPECIALS;

  static {
    try {
      SPECIALS =
          MethodHandles.lookup().findVarHandle(SpecialList.class, "specials", Special[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // through SPECIALS
  private Special[] specials = NONE;

  SpecialList() {}

  /** Adds one; false if its object has one already. */
  public boolean add(Special special) {
    while (true) {
      Special[] seen = acquire();
      if (find(seen, special.object()) != null) {
        return false;
      }
      Special[] next = Arrays.copyOf(seen, seen.length + 1);
      next[seen.length] = special;
      if (SPECIALS.compareAndSet(this, seen, next)) {
        return true;
      }
    }
  }

  /** Removes and answers the one of {@code object}; null if it has none. */
  public Special remove(long object) {
    while (true) {
      Special[] seen = acquire();
      Special found = find(seen, object);
      if (found == null) {
        return null;
      }
      Special[] next =
          Arrays.stream(seen).filter(special -> special.object() != object).toArray(Special[]::new);
      if (SPECIALS.compareAndSet(this, seen, next)) {
        return found;
      }
    }
  }

  /** All of them at this moment. */
  public List<Special> all() {
    Special[] seen = acquire();
    return seen.length == 0 ? List.of() : List.of(seen);
  }

  private Special[] acquire() {
    // acquire, pairs with the replacements
    return (Special[]) SPECIALS.getAcquire(this);
  }

  private static Special find(Special[] in, long object) {
    for (Special special : in) {
      if (special.object() == object) {
        return special;
      }
    }
    return null;
  }
}
