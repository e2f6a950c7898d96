package io.quiesce.trace.stack;

import java.util.HashMap;
import java.util.Map;

/** The stacks that are handed out: by Go's address, ours and the size. */
final class LiveStacks {
  /** A stack of {@code bytes} at our address {@code lo}. */
  record Stack(long lo, int bytes) {}

  private final Map<Long, Stack> byGoAddress = new HashMap<>();

  /** Notes a new stack; returns the one that lives at Go's address, null as it must be. */
  Stack put(long goAddress, Stack stack) {
    return byGoAddress.put(goAddress, stack);
  }

  /** Ends the stack at Go's address and returns it, null if there is none. */
  Stack remove(long goAddress) {
    return byGoAddress.remove(goAddress);
  }

  /** Size of the stack at Go's address, 0 if there is none. */
  int bytes(long goAddress) {
    Stack stack = byGoAddress.get(goAddress);
    return stack == null ? 0 : stack.bytes();
  }

  /** How many are handed out. */
  int count() {
    return byGoAddress.size();
  }
}
