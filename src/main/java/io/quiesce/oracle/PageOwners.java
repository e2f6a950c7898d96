package io.quiesce.oracle;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Which page belongs to whom in one walk; a page that is taken twice is a violation of H1/PG1. */
final class PageOwners {
  private final long maxPages;
  private final List<String> violations;
  private final Map<Long, String> owners = new TreeMap<>();

  PageOwners(long maxPages, List<String> violations) {
    this.maxPages = maxPages;
    this.violations = violations;
  }

  void take(long first, long npages, String owner) {
    for (long page = first; page < first + npages; page++) {
      String other = owners.putIfAbsent(page, owner);
      if (other != null) {
        violations.add("H1/PG1: page " + page + " belongs to " + other + " and to " + owner);
      } else if (page < 0 || page >= maxPages) {
        violations.add("PG1: page " + page + " of " + owner + " is outside the address space");
      }
    }
  }

  long taken() {
    return owners.size();
  }

  void forEachTaken(BiConsumer<Long, String> visitor) {
    owners.forEach(visitor);
  }
}
