package io.quiesce.trace.read;

import java.nio.charset.StandardCharsets;

/** Finds an event kind by the bytes of its name without making a string. */
final class EventNames {
  private static final int SLOTS = 512;
  private static final EventKind[] TABLE = table();

  private EventNames() {}

  /** The kind of that name, or null. */
  static EventKind find(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return find(bytes, 0, bytes.length);
  }

  /** The kind whose name is {@code bytes[from, to)}, or null. */
  static EventKind find(byte[] bytes, int from, int to) {
    int slot = hash(bytes, from, to);
    while (TABLE[slot] != null && !matches(TABLE[slot].name(), bytes, from, to)) {
      slot = (slot + 1) % SLOTS;
    }
    return TABLE[slot];
  }

  private static boolean matches(String name, byte[] bytes, int from, int to) {
    if (name.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (name.charAt(i - from) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    return Math.floorMod(hash, SLOTS);
  }

  private static EventKind[] table() {
    EventKind[] table = new EventKind[SLOTS];
    for (EventKind kind : EventKind.values()) {
      byte[] name = kind.name().getBytes(StandardCharsets.US_ASCII);
      int slot = hash(name, 0, name.length);
      while (table[slot] != null) {
        slot = (slot + 1) % SLOTS;
      }
      table[slot] = kind;
    }
    return table;
  }
}
