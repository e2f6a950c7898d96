package io.quiesce.hunt.finding;

import java.util.Locale;

/** Where a finding is in its life. */
public enum FindingState {
  /** Seen in one night only. */
  NEW,
  /** Seen in more than one night, the last time that it was looked for included. */
  OPEN,
  /** Looked for in the last nights and not seen. */
  NOT_REPRODUCED,
  /** Not seen since the code changed, or for many nights. */
  RESOLVED,
  /** Was resolved, and was seen again. */
  REOPENED;

  /** Whether each night looks for it. */
  public boolean isOpen() {
    return this != RESOLVED;
  }

  /** Whether the last that was heard of it is that it is there. */
  public boolean isThere() {
    return this == NEW || this == OPEN || this == REOPENED;
  }

  /** The words for people, such as {@code not reproduced}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
