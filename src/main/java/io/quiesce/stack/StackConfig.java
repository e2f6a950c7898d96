package io.quiesce.stack;

import io.quiesce.heap.memory.HeapAddress;

/**
 * How stacks are allocated (Go: the constants {@code stackNoCache}, {@code stackFromSystem} and
 * {@code stackFaultOnFree} in runtime/stack.go). Whether freed stacks are poisoned or made
 * inaccessible follows the memory of the heap.
 *
 * @param noCache true: never use a per-P cache
 * @param fromSystem true: take each stack straight from the system, outside the heap's accounts
 * @param faultOnFree true: with {@code fromSystem}, never use the addresses of a freed stack again,
 *     so that every stale access is found
 * @param systemBytes with {@code fromSystem}, how much address space the system grants, a multiple
 *     of 4 MiB
 */
public record StackConfig(
    boolean noCache, boolean fromSystem, boolean faultOnFree, long systemBytes) {
  private static final long DEFAULT_SYSTEM_BYTES = 1L << 28;

  /** What Go ships: caches, stacks from the heap. */
  public static final StackConfig DEFAULT =
      new StackConfig(false, false, false, DEFAULT_SYSTEM_BYTES);

  /** Checks the values. */
  public StackConfig {
    if (systemBytes <= 0 || systemBytes % HeapAddress.CHUNK_BYTES != 0) {
      throw new IllegalArgumentException(
          "systemBytes=" + systemBytes + "; must be a positive multiple of 4 MiB");
    }
  }

  /** The same without per-P caches. */
  public StackConfig withoutCache() {
    return new StackConfig(true, fromSystem, faultOnFree, systemBytes);
  }

  /** The same with stacks from the system, at most {@code bytes} of address space. */
  public StackConfig withStacksFromSystem(long bytes) {
    return new StackConfig(noCache, true, faultOnFree, bytes);
  }

  /** The same with freed stacks from the system never used again. */
  public StackConfig withFaultOnFree() {
    return new StackConfig(noCache, fromSystem, true, systemBytes);
  }
}
