package io.quiesce.heap.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs one case of Go's own page allocator tests. States are set bit by bit, as those tests do:
 * some are states that no sequence of calls leads to, such as scavenged pages that are allocated.
 */
final class GoTestReplay {
  private static final int PAGE_BYTES = 8192;

  private final JsonNode test;
  private final Disagreements disagreements;
  private final PageAllocator pages;

  GoTestReplay(JsonNode test, Disagreements disagreements) {
    this.test = test;
    this.disagreements = disagreements;
    Map<Long, JsonNode> before = byChunk(first("before", "beforeAlloc", "init"));
    long last = before.keySet().stream().max(Long::compare).orElseThrow();
    pages = new PageAllocator((last + 1) * Chunk.PAGES);
    before.forEach(this::setUp);
    byChunk(first("scav", "beforeScav")).forEach(this::setScavenged);
  }

  private JsonNode first(String... names) {
    for (String name : names) {
      if (test.has(name)) {
        return test.get(name);
      }
    }
    return null;
  }

  /** Ranges by chunk; an array stands for chunk 0 alone. */
  private static Map<Long, JsonNode> byChunk(JsonNode state) {
    Map<Long, JsonNode> chunks = new TreeMap<>();
    if (state != null && state.isArray()) {
      chunks.put(0L, state);
    } else if (state != null) {
      state.properties().forEach(e -> chunks.put(Long.parseLong(e.getKey()), e.getValue()));
    }
    return chunks;
  }

  private void setUp(long chunk, JsonNode taken) {
    pages.grow(chunk * Chunk.PAGES, Chunk.PAGES);
    pages.space().chunk(chunk).clearScavenged(0, Chunk.PAGES);
    for (JsonNode range : taken) {
      if (range.get(1).asInt() > 0) {
        pages.allocRange(chunk * Chunk.PAGES + range.get(0).asInt(), range.get(1).asInt());
      }
    }
  }

  private void setScavenged(long chunk, JsonNode ranges) {
    for (JsonNode range : ranges) {
      int lo = range.get(0).asInt();
      pages.space().chunk(chunk).setScavenged(lo, lo + range.get(1).asInt());
    }
  }

  /** Runs the operations of the case and compares each result and the state at the end. */
  void run() {
    switch (test.get("test").asText()) {
      case "TestPageAllocAlloc" -> test.get("hits").forEach(this::allocScavenged);
      case "TestPageAllocFree" -> test.get("frees").forEach(this::free);
      case "TestPageAllocAllocAndFree" -> test.get("hits").forEach(this::allocOrFree);
      case "TestPageAllocAllocToCache" -> test.get("hits").forEach(this::allocToCache);
      case "TestPallocBitsAlloc" -> test.get("hits").forEach(this::allocBits);
      default -> throw new IllegalArgumentException("no replay for " + test.get("test"));
    }
    byChunk(first("after", "afterAlloc")).forEach((c, r) -> compareChunk(c, r, false));
    byChunk(first("afterScav")).forEach((c, r) -> compareChunk(c, r, true));
    disagreements.compare("summaries and hint", 0L, pg5And6());
  }

  private long pg5And6() {
    return new PageAudit(pages).violations().stream().filter(v -> !v.startsWith("PG7")).count();
  }

  private void allocScavenged(JsonNode hit) {
    int n = hit.get("npages").asInt();
    long claim = pages.alloc(n);
    disagreements.compare("alloc(" + n + ")", hit.get("base").asLong(), page(claim));
    int scavenged = claim == Claim.NONE ? 0 : Claim.scavenged(claim) * PAGE_BYTES;
    disagreements.compare("alloc(" + n + ") scavenged", hit.get("scav").asInt(), scavenged);
  }

  private static long page(long claim) {
    return claim == Claim.NONE ? -1 : Claim.page(claim);
  }

  private void free(JsonNode page) {
    pages.free(page.asLong(), test.get("npages").asInt());
  }

  private void allocOrFree(JsonNode hit) {
    int n = hit.get("npages").asInt();
    if (hit.get("alloc").asBoolean()) {
      disagreements.compare("alloc(" + n + ")", hit.get("base").asLong(), page(pages.alloc(n)));
    } else {
      pages.free(hit.get("base").asLong(), n);
    }
  }

  private void allocToCache(JsonNode hit) {
    PageCache cache = new PageCache();
    boolean filled = pages.allocToCache(cache);
    long base = filled ? cache.base() : -1;
    disagreements.compare("allocToCache base", hit.get("base").asLong(), base);
    String free = Long.toHexString(cache.freeBits());
    disagreements.compare("allocToCache free", hit.get("cache").asText(), free);
    String scavenged = Long.toHexString(cache.scavengedBits());
    disagreements.compare("allocToCache scavenged", hit.get("scav").asText(), scavenged);
  }

  private void allocBits(JsonNode hit) {
    int n = test.get("npages").asInt();
    long recorded = hit.bigIntegerValue().longValue();
    disagreements.compare("alloc(" + n + ")", recorded, page(pages.alloc(n)));
  }

  private void compareChunk(long chunk, JsonNode ranges, boolean scavenged) {
    boolean[] expected = new boolean[Chunk.PAGES];
    for (JsonNode range : ranges) {
      int lo = range.get(0).asInt();
      Arrays.fill(expected, lo, lo + range.get(1).asInt(), true);
    }
    PageAudit audit = new PageAudit(pages);
    for (int i = 0; i < Chunk.PAGES; i++) {
      long page = chunk * Chunk.PAGES + i;
      boolean actual = scavenged ? audit.isScavenged(page) : !audit.isFree(page);
      String what = "after, page " + page + (scavenged ? " scavenged" : " allocated");
      disagreements.compare(what, expected[i], actual);
    }
  }
}
