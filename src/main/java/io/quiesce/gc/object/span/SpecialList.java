package io.quiesce.gc.object.span;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;

/**
 * The specials of one span: an immutable array that each change replaces by compare-and-set.
 *
 * <p>Orderings: replace release, read acquire; weakened, a reader sees an array without its
 * elements, and a finalizer runs on what the object was before {@link #add}. Replacing needs no
 * acquire, since it replaces only what the read before it has acquired; and a change that comes
 * before the world stops is seen by the root jobs because of the stop.
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
      if (replace(seen, next)) {
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
      if (replace(seen, next)) {
        return found;
      }
    }
  }

  /** All of them at this moment. */
  public List<Special> all() {
    Special[] seen = acquire();
    return seen.length == 0 ? List.of() : List.of(seen);
  }

  private boolean replace(Special[] seen, Special[] next) {
    // release, pairs with acquire(): the elements, and what came before the change
    return (Special[]) SPECIALS.compareAndExchangeRelease(this, seen, next) == seen;
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
