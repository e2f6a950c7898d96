package io.quiesce.heap.span;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * {@link SpanMap} against a list of live spans: a lookup finds the live span that contains the
 * page, never a neighbour, never a dead one (H2, I1), and in-use bits of neighbours do not disturb
 * each other (H10). Nobody waits for anybody.
 *
 * <p>Pages are published by their owner only, so each page belongs to one thread of a scenario. A
 * longer span appears page by page; so a thread that looks twice begins with the higher page, which
 * is published last.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=SpanMapLinearizability}
 */
@ModelChecked(
    specification = SpanMapLinearizability.LiveSpans.class,
    obstructionFree = true,
    random = false)
@Scenario(
    threads = {"prepare(4)", "prepare(4); publish(4, 1)"},
    after = "find(4)")
@Scenario(
    before = "prepare(0)",
    threads = {"publish(0, 2)", "find(1)"})
@Scenario(
    before = "prepare(0); publish(0, 3)",
    threads = {"retire(0); publish(0, 3)", "find(2)"},
    exhaustive = false)
@Scenario(
    before = "prepare(0); publish(0, 3)",
    threads = {"retire(0); publish(0, 1); publish(1, 2)", "find(2)"},
    exhaustive = false)
@Scenario(
    before = "prepare(0); publish(0, 1); publish(1, 2)",
    threads = {"retire(0); retire(1); publish(0, 3)", "find(2); find(0)"},
    exhaustive = false)
@Scenario(
    before = "prepare(0); publish(0, 1); publish(1, 1); mark(1)",
    threads = {"mark(0)", "clear(1)"},
    after = "isInUse(0); isInUse(1)")
@Scenario(
    threads = {"prepare(0); prepare(4); publish(2, 4)", "prepare(4); publish(6, 2)"},
    after = "find(5); find(7)",
    exhaustive = false)
public class SpanMapLinearizability {
  private static final int ARENA_PAGES = 4;
  private static final int PAGES = 8;

  private final SpanMap map = new SpanMap(ARENA_PAGES, PAGES);

  /** The slots of the arena around {@code page} are made, unless they exist. */
  @Operation
  public void prepare(int page) {
    map.prepare(page, 1);
  }

  /** A span of {@code n} pages is born. */
  @Operation
  public void publish(int page, int n) {
    Span span = new Span(HeapAddress.of(page), n, Span.NO_CLASS, false);
    span.publish(SpanAllocType.STACK);
    map.set(span);
  }

  /** The span that begins at {@code page} dies. */
  @Operation
  public void retire(int page) {
    Span span = map.recordAt(page);
    if (!span.tryRetire(span.acquire())) {
      throw new AssertionError("another thread changed " + span);
    }
  }

  /** First page and length of the span around {@code page}, in two digits; -1 if none. */
  @Operation
  public int find(int page) {
    Span span = map.find(page);
    return span == null ? -1 : (int) span.firstPage() * 10 + span.npages();
  }

  /** Sets the in-use bit of the span that begins at {@code page}. */
  @Operation
  public void mark(int page) {
    map.markInUse(map.recordAt(page));
  }

  /** Clears it. */
  @Operation
  public void clear(int page) {
    map.clearInUse(map.recordAt(page));
  }

  /** Whether the bit is set. */
  @Operation
  public boolean isInUse(int page) {
    return map.isInUse(page);
  }

  /** Each page of each live span leads to it (H2). */
  @Validate
  public void liveSpansAreFound() {
    map.forEachLive(this::requireFound);
  }

  private void requireFound(Span span) {
    for (int i = 0; i < span.npages(); i++) {
      if (map.find(span.firstPage() + i) != span) {
        throw new AssertionError("H2: page " + i + " of " + span);
      }
    }
  }

  /** The specification. */
  public static final class LiveSpans {
    private final List<int[]> live = new ArrayList<>();
    private final boolean[] inUse = new boolean[PAGES];

    /** Invisible. */
    public void prepare(int page) {}

    /** Adds a span. */
    public void publish(int page, int n) {
      live.add(new int[] {page, n});
    }

    /** Removes a span. */
    public void retire(int page) {
      live.removeIf(span -> span[0] == page);
    }

    /** The span around a page. */
    public int find(int page) {
      for (int[] span : live) {
        if (page >= span[0] && page < span[0] + span[1]) {
          return span[0] * 10 + span[1];
        }
      }
      return -1;
    }

    /** Sets a bit. */
    public void mark(int page) {
      inUse[page] = true;
    }

    /** Clears a bit. */
    public void clear(int page) {
      inUse[page] = false;
    }

    /** Reads a bit. */
    public boolean isInUse(int page) {
      return inUse[page];
    }
  }
}
