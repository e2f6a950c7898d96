package io.quiesce.bugs.overlay;

import java.nio.file.Path;
import java.util.List;

/**
 * The classes of one bug.
 *
 * @param name the bug
 * @param classes a directory to put in front of the class path; null for the unpatched subject
 * @param packages the packages in which a file was changed; empty for the unpatched subject
 */
public record Overlay(String name, Path classes, List<String> packages) {
  /** The subject as it is. */
  public static final Overlay PRISTINE = new Overlay("unpatched", null, List.of());

  /** Copies the list. */
  public Overlay {
    packages = List.copyOf(packages);
  }

  /** Whether nothing was changed. */
  public boolean isPristine() {
    return classes == null;
  }
}
