package io.quiesce.explore.transform.classes;

import java.util.ArrayList;
import java.util.List;

/**
 * The sites of all classes of one class loader, numbered from 1 in the order of rewriting. Confined
 * to the worker that owns the loader.
 */
public final class Sites {
  private final List<Site> sites = new ArrayList<>();

  /** Starts with the site 0, which stands for none. */
  public Sites() {
    sites.add(new Site("", "", null, 0, ""));
  }

  /** Adds a site and returns its number. */
  public int add(Site site) {
    sites.add(site);
    return sites.size() - 1;
  }

  /** The site of a number. */
  public Site get(int number) {
    return sites.get(number);
  }
}
