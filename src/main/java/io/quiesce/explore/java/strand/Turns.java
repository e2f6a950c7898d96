package io.quiesce.explore.java.strand;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The turns of a thread's loops that may be waiting loops: whether a turn has left the thread as it
 * was, apart from what it did to memory that others see.
 *
 * <ol>
 *   <li>A turn changes something if it changes an object that no other thread can find, a
 *       thread-local variable, or an object of the JDK whose changes are not seen.
 *   <li>A change of an object that was made in the same turn does not count: the next turn cannot
 *       find it, unless the turn has stored it in one that does count or in shared memory. (No
 *       local variable that lives on is stored in such a loop; {@code transform.Loops} sees to
 *       that.)
 *   <li>Loops nest, so each change is a change of the turns of all loops that are under way.
 * </ol>
 */
final class Turns {
  /** Of an object that was there before any turn. */
  static final int OLD = -1;

  private final Map<Integer, Turn> byLoop = new HashMap<>();
  private final IdentityHashMap<Object, Integer> unseen = new IdentityHashMap<>();

  private static final class Turn {
    private int operations;
    private int births;
    private int unseen;
    private boolean changed;
  }

  /** Forgets one execution. */
  void reset() {
    byLoop.clear();
    unseen.clear();
  }

  /** Whether no turn is under way, so that no change counts. */
  boolean areNone() {
    return byLoop.isEmpty();
  }

  /** A turn begins, when the thread has done so many operations and made so many objects. */
  void begin(int loop, int operations, int births) {
    Turn turn = byLoop.computeIfAbsent(loop, none -> new Turn());
    turn.operations = operations;
    turn.births = births;
    turn.unseen = unseen.size();
    turn.changed = false;
  }

  /** How many operations the thread had done when the turn of a loop began; 0 if none has. */
  int operationsBefore(int loop) {
    Turn turn = byLoop.get(loop);
    return turn == null ? 0 : turn.operations;
  }

  /** Whether the turn of a loop has changed nothing that the next one can find. */
  boolean isSame(int loop) {
    Turn turn = byLoop.get(loop);
    return turn == null || !turn.changed;
  }

  /**
   * An object changes.
   *
   * @param ordinal which object of this thread it is, or {@link #OLD}
   */
  void changed(int ordinal) {
    for (Turn turn : byLoop.values()) {
      turn.changed |= ordinal < turn.births;
    }
  }

  /** An object has been made whose changes are not seen. */
  void made(Object object) {
    unseen.putIfAbsent(object, unseen.size());
  }

  /** One of these changes; null stands for one that nobody knows. */
  void changedUnseen(Object object) {
    int ordinal = unseen.getOrDefault(object, OLD);
    for (Turn turn : byLoop.values()) {
      turn.changed |= ordinal < turn.unseen;
    }
  }
}
