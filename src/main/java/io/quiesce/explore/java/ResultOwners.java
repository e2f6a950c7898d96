package io.quiesce.explore.java;

import java.util.Arrays;

/** Which actor uses which field of the result object in this execution; each is of one actor. */
final class ResultOwners {
  /** One more than the number of the actor, 0: not used yet. The last entry is for all the rest. */
  private final int[] owner = new int[16];

  /** Forgets everything: a new execution begins. */
  void reset() {
    Arrays.fill(owner, 0);
  }

  /** Gives a field to an actor; false if another one has it. */
  boolean claim(int field, int actor) {
    int at = Math.min(field, owner.length - 1);
    if (owner[at] != 0 && owner[at] != actor + 1) {
      return false;
    }
    owner[at] = actor + 1;
    return true;
  }
}
