package io.quiesce.trace.cycle;

import io.quiesce.lockfree.TaggedStack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lists of full and empty work buffers, in the subject's container, by Go's addresses: an
 * address gets a number when it is seen first.
 */
final class BufferLists {
  /** No buffer. */
  static final long NONE = 0;

  private final Map<Long, Integer> ids = new HashMap<>();
  private final List<Long> addresses = new ArrayList<>();
  private int[] links = new int[64];
  private final TaggedStack full = new TaggedStack(new ArrayLinks());
  private TaggedStack empty = new TaggedStack(new ArrayLinks());
  private final Map<Integer, Boolean> listed = new HashMap<>();
  private final Map<Integer, Long> contents = new HashMap<>();

  private final class ArrayLinks implements TaggedStack.Links {
    @Override
    public int next(int id) {
      return links[id];
    }

    @Override
    public void setNext(int id, int next) {
      links[id] = next;
    }
  }

  private int id(long address) {
    return ids.computeIfAbsent(
        address,
        a -> {
          addresses.add(a);
          if (addresses.size() > links.length) {
            links = Arrays.copyOf(links, 2 * links.length);
          }
          return addresses.size() - 1;
        });
  }

  /** Puts a buffer on the full list; false if it is on a list already (W6). */
  boolean putFull(long address, long nobj) {
    contents.put(id(address), nobj);
    return put(full, address);
  }

  /** Puts a buffer on the empty list; false if it is on a list already (W6). */
  boolean putEmpty(long address) {
    return put(empty, address);
  }

  private boolean put(TaggedStack list, long address) {
    int id = id(address);
    if (listed.putIfAbsent(id, true) != null) {
      return false;
    }
    list.push(id);
    return true;
  }

  /** Takes the last buffer that was put on the full list, or {@link #NONE}. */
  long takeFull() {
    return take(full);
  }

  /** Takes the last buffer that was put on the empty list, or {@link #NONE}. */
  long takeEmpty() {
    return take(empty);
  }

  private long take(TaggedStack list) {
    int id = list.pop();
    if (id == TaggedStack.NIL) {
      return NONE;
    }
    listed.remove(id);
    return addresses.get(id);
  }

  /** How many pointers a buffer had when it was put on the full list. */
  long contents(long address) {
    return contents.getOrDefault(id(address), 0L);
  }

  /** Whether the full list has buffers. */
  boolean hasFull() {
    return !full.isEmpty();
  }

  /** How many buffers are on a list. */
  int listed() {
    return listed.size();
  }

  /** Forgets the empty list. */
  void dropEmpty() {
    listed.clear();
    empty = new TaggedStack(new ArrayLinks());
  }
}
