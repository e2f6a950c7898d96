package io.quiesce.heap;

import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanMap;
import io.quiesce.heap.span.SpanStateException;
import io.quiesce.heap.span.SpanWord;

/**
 * Who may end a span: the checks of {@code freeSpanLocked}, and the four that Go leaves out (the
 * purpose, that state and purpose agree, the phase, and that the span is this heap's).
 *
 * <p>The checks judge the very word that the compare-and-set then replaces. If it loses, the word
 * has changed and is judged again, as long as it is of the same life: a span that died and was born
 * again between two looks belongs to somebody else.
 */
final class SpanDeath {
  private SpanDeath() {}

  /** Retires the span or throws; the caller, if it returns, owns the pages. */
  static void retire(String operation, SpanMap map, Span s, SpanAllocType type) {
    long life = s.acquire();
    long seen = life;
    while (true) {
      requireLive(operation, map, s, seen, life);
      requirePurpose(operation, s, type, seen);
      if (SpanWord.allocCount(seen) != 0) {
        throw new SpanStateException(
            operation + " of " + s + ": it is in use; free what it holds first");
      }
      if (s.tryRetire(seen)) {
        return;
      }
      seen = s.acquire();
    }
  }

  /** Retires the span if nothing in it is in use, and says what it found otherwise. */
  static FreeOutcome tryRetireIdle(SpanMap map, Span s, SpanAllocType type) {
    long life = s.acquire();
    long seen = life;
    while (true) {
      if (hasEnded(life, seen)) {
        return FreeOutcome.DEAD;
      }
      requirePurpose("tryFreeIdle", s, type, seen);
      requireLive("tryFreeIdle", map, s, seen, life);
      if (SpanWord.allocCount(seen) != 0) {
        return FreeOutcome.IN_USE;
      }
      if (s.tryRetire(seen)) {
        return FreeOutcome.FREED;
      }
      seen = s.acquire();
    }
  }

  /** Whether the life of which {@code life} is a word was over when {@code seen} was read. */
  private static boolean hasEnded(long life, long seen) {
    return SpanWord.state(seen) == SpanWord.DEAD
        || SpanWord.incarnation(seen) != SpanWord.incarnation(life);
  }

  /** Throws if {@code type} is HEAP (H7). */
  static void requireManual(String operation, SpanAllocType type) {
    if (!type.manual()) {
      throw new PurposeException(
          operation + " for " + type + ": only manual types; HEAP spans use alloc and freeSpan");
    }
  }

  private static void requireLive(String operation, SpanMap map, Span s, long seen, long life) {
    if (hasEnded(life, seen)) {
      throw new SpanStateException(operation + " of " + s + ": it is not live; freed twice?");
    }
    // The span may have died since it was seen, and its pages have begun another: then the record
    // of that one was read with acquire, so the word shows the death; the caller judges again.
    if (map.recordAt(s.firstPage()) != s && s.acquire() == seen) {
      throw new SpanStateException(operation + " of " + s + ": it is not a span of this heap");
    }
  }

  private static void requirePurpose(String operation, Span s, SpanAllocType type, long seen) {
    if (SpanWord.purpose(seen) != type) {
      throw new PurposeException(
          operation
              + " for "
              + type
              + " of "
              + s
              + ": it was allocated for "
              + SpanWord.purpose(seen));
    }
  }
}
