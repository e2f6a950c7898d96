package io.quiesce.heap.memory;

/** What stands behind the addresses of a heap. */
public enum MemoryMode {
  /** Nothing: each access is an error. For measurements and for states that must be cheap. */
  NONE,
  /** Real bytes. */
  REAL,
  /**
   * Real bytes, poisoned when freed; the poison is verified when the pages are handed out again.
   */
  POISON,
  /** Real bytes; an access to freed pages is an error (Go: {@code stackFaultOnFree}). */
  FAULT_ON_FREE
}
