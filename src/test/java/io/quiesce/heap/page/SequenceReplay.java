package io.quiesce.heap.page;

import com.fasterxml.jackson.databind.JsonNode;

/** Replays one recorded random sequence of allocations, frees and page caches. */
final class SequenceReplay {
  private final JsonNode sequence;
  private final Disagreements disagreements;
  private final PageAllocator pages;

  SequenceReplay(JsonNode sequence, Disagreements disagreements) {
    this.sequence = sequence;
    this.disagreements = disagreements;
    long size = sequence.get("chunks").asLong() * Chunk.PAGES;
    pages = new PageAllocator(size);
    pages.grow(0, size);
    for (JsonNode range : sequence.get("before")) {
      pages.allocRange(range.get(0).asLong(), range.get(1).asInt());
    }
  }

  /** Runs the operations and compares each result. */
  void run() {
    for (JsonNode op : sequence.get("ops")) {
      switch (op.get(0).asText()) {
        case "alloc" -> {
          long claim = pages.alloc(op.get(1).asInt());
          disagreements.compare(op.toString(), op.get(2).asLong(), page(claim));
        }
        case "free" -> pages.free(op.get(2).asLong(), op.get(1).asInt());
        case "cache" -> cache(op);
        default -> throw new IllegalArgumentException("no replay for " + op);
      }
    }
    disagreements.compare("violations at the end", 0, new PageAudit(pages).violations().size());
  }

  private void cache(JsonNode op) {
    PageCache cache = new PageCache();
    boolean filled = pages.allocToCache(cache);
    disagreements.compare(op + " base", op.get(1).asLong(), filled ? cache.base() : -1);
    String free = Long.toHexString(cache.freeBits());
    disagreements.compare(op + " word", op.get(2).asText(), free);
    for (int i = 3; i < op.size(); i++) {
      long claim = cache.alloc(op.get(i).get(0).asInt());
      disagreements.compare(op + " alloc " + (i - 3), op.get(i).get(1).asLong(), page(claim));
    }
    pages.flush(cache);
  }

  private static long page(long claim) {
    return claim == Claim.NONE ? -1 : Claim.page(claim);
  }
}
