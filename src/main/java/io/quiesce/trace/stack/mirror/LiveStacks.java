package io.quiesce.trace.stack.mirror;

import java.util.HashMap;
import java.util.Map;

/** The stacks that are handed out: by Go's address, ours and the size. */
public final class LiveStacks {
  /** A stack of {@code bytes} at our address {@code lo}. */
  public record Stack(long lo, int bytes) {}

  private final Map<Long, Stack> byGoAddress = new HashMap<>();

  /** Nothing is handed out. */
  public LiveStacks() {}

  /** Notes a new stack; returns the one that lives at Go's address, null as it must be. */
  public Stack put(long goAddress, Stack stack) {
    return byGoAddress.put(goAddress, stack);
  }

  /** Ends the stack at Go's address and returns it, null if there is none. */
  public Stack remove(long goAddress) {
    return byGoAddress.remove(goAddress);
  }

  /** Size of the stack at Go's address, 0 if there is none. */
  public int bytes(long goAddress) {
    Stack stack = byGoAddress.get(goAddress);
    return stack == null ? 0 : stack.bytes();
  }

  /** How many are handed out. */
  public int count() {
    return byGoAddress.size();
  }
}
