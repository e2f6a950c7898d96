package io.quiesce.stack;

/**
 * The free stacks of one order that one P keeps (Go: {@code stackfreelist} in {@code
 * mcache.stackcache}): last in, first out.
 *
 * <p>No access is ordered: only the owner of the P calls, running it or having claimed it, and on
 * the system stack, so calls never nest (S9, Y3). What one owner wrote reaches the next through the
 * ownership word of the P (E9). The bytes are derived from the count, so that the two cannot differ
 * (S5).
 *
 * <p>Go threads the list through the free stacks. Here it is an array beside them, which a write to
 * a freed stack cannot damage; its ends are padded, because two Ps fill and empty theirs at once.
 */
final class StackCache {
  /** The index of the count: the last word of the padding in front, on the line of the stacks. */
  private static final int COUNT = 15;

  private static final int FIRST = COUNT + 1;
  private static final int PADDING = 16;

  private final int elemBytes;
  private final long[] words;

  /** An empty cache for stacks of {@code order}. */
  StackCache(int order) {
    elemBytes = StackSizes.bytes(order);
    words = new long[FIRST + StackSizes.CACHE_BYTES / elemBytes + PADDING];
  }

  boolean isEmpty() {
    return words[COUNT] == 0;
  }

  /** True if a release must come before the next push. */
  boolean isFull() {
    return bytes() >= StackSizes.CACHE_BYTES;
  }

  int count() {
    return (int) words[COUNT];
  }

  int bytes() {
    return count() * elemBytes;
  }

  /** Takes the stack that was pushed last; the cache is not empty. */
  long pop() {
    int top = (int) words[COUNT] - 1;
    words[COUNT] = top;
    return words[FIRST + top];
  }

  /** The stack that {@link #pop} would take; the cache is not empty. */
  long top() {
    return words[COUNT + (int) words[COUNT]];
  }

  /** Adds a stack; the cache is not full. */
  void push(long lo) {
    int top = (int) words[COUNT];
    words[FIRST + top] = lo;
    words[COUNT] = top + 1L;
  }

  /** The stacks in the order in which they would be taken. */
  long[] stacks() {
    long[] stacks = new long[count()];
    for (int i = 0; i < stacks.length; i++) {
      stacks[i] = words[FIRST + stacks.length - 1 - i];
    }
    return stacks;
  }
}
