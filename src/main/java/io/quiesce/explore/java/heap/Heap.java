package io.quiesce.explore.java.heap;

import io.quiesce.explore.java.strand.Strand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers objects and locations, and keeps their initial values.
 *
 * <p>An object has a block of consecutive locations: the first is its monitor's and stands for the
 * object itself wherever a reference is a value; its fields or elements follow. Blocks are given
 * out by name (creator, how many-th object of the creator, layout), so the same object has the same
 * block in every execution; they are never given back. Location 0 is nobody's: it is {@code null}.
 *
 * <p>An object is <em>published</em> once {@link #publish} has been called with it: from then on
 * its accesses are operations.
 */
public final class Heap {
  private final Map<Name, Integer> blocks = new HashMap<>();
  private final List<int[]> starts = new ArrayList<>();
  private final List<Name> names = new ArrayList<>();
  private final IdentityBlocks identities = new IdentityBlocks();
  private final IdentityBlocks permanentIdentities = new IdentityBlocks();
  private final Map<Object, Integer> values = new HashMap<>();
  private int[] published = new int[64];
  private int publishedCount;
  private Object[] objects = new Object[1024];
  private boolean[] permanent = new boolean[1024];
  private long[] initial = new long[1024];
  private int[] initialEpoch = new int[1024];
  private long[] content = new long[1024];
  private int[] contentEpoch = new int[1024];
  private int[] dirty = new int[1024];
  private boolean[] prebuilt = new boolean[1024];
  private boolean[] folded = new boolean[1024];
  private int[] settled = new int[1024];
  private int[] leaked = new int[1024];
  private int next = 1;
  private int epoch = 1;

  /**
   * Why a block exists.
   *
   * @param kind class or role, as reports show it
   * @param layout number of the rewritten class, or 0
   * @param creator index of the strand
   * @param ordinal which object of that strand
   * @param size locations in the block
   */
  public record Name(String kind, int layout, int creator, int ordinal, int size) {}

  /** Begins an execution: everything that is not permanent is forgotten. */
  public void restart() {
    epoch++;
    for (int i = 0; i < publishedCount; i++) {
      if (!permanent[published[i]]) {
        objects[published[i]] = null;
      }
    }
    publishedCount = 0;
    identities.clear();
  }

  /** The block of a name. */
  public int block(Name name) {
    Integer known = blocks.get(name);
    if (known != null) {
      return known;
    }
    int start = next;
    next += name.size();
    if (next > objects.length) {
      grow(Math.max(next, 2 * objects.length));
    }
    blocks.put(name, start);
    starts.add(new int[] {start});
    names.add(name);
    return start;
  }

  private void grow(int length) {
    objects = Arrays.copyOf(objects, length);
    permanent = Arrays.copyOf(permanent, length);
    initial = Arrays.copyOf(initial, length);
    initialEpoch = Arrays.copyOf(initialEpoch, length);
    content = Arrays.copyOf(content, length);
    contentEpoch = Arrays.copyOf(contentEpoch, length);
    dirty = Arrays.copyOf(dirty, length);
    prebuilt = Arrays.copyOf(prebuilt, length);
    folded = Arrays.copyOf(folded, length);
    settled = Arrays.copyOf(settled, length);
    leaked = Arrays.copyOf(leaked, length);
  }

  /** The block of an array or of an object that is not tracked; 0 if it has none yet. */
  public int find(Object object) {
    int block = identities.get(object);
    return block != 0 ? block : permanentIdentities.get(object);
  }

  /** Gives an array or an object that is not tracked its block. */
  public void name(Object object, int block, boolean forEver) {
    (forEver ? permanentIdentities : identities).put(object, block);
  }

  /** The block of an immutable object of the JDK: equal ones are the same object. */
  public int value(Object object) {
    Integer known = values.get(object);
    if (known == null) {
      String kind = object.getClass().getSimpleName();
      known = block(new Name(kind + " " + object, 0, Strand.PERMANENT, -values.size() - 1, 1));
      values.put(object, known);
      publish(object, known, true);
    }
    return known;
  }

  /** Makes an object reachable through its number. */
  public void publish(Object object, int block, boolean forEver) {
    objects[block] = object;
    permanent[block] = forEver;
    if (!forEver) {
      if (publishedCount == published.length) {
        published = Arrays.copyOf(published, 2 * publishedCount);
      }
      published[publishedCount++] = block;
    }
  }

  /** Whether other threads may know the object. */
  public boolean isPublished(int block) {
    return objects[block] != null;
  }

  /** The object of a number, or null. */
  public Object object(int block) {
    return objects[block];
  }

  /** Whether an object was made by a class initialiser. */
  public boolean isPermanent(int block) {
    return permanent[block];
  }

  /** Whether the initial values of a block are known in this execution; from now on they are. */
  public boolean settle(int block) {
    boolean before = settled[block] == epoch;
    settled[block] = epoch;
    return before;
  }

  /** Sets what a location holds before any write of this execution. */
  public void initial(int location, long value) {
    initial[location] = value;
    initialEpoch[location] = epoch;
  }

  /** What a location holds before any write; 0 where nothing else was said. */
  public long initial(int location) {
    return initial[location];
  }

  /** Begins the life of an object. */
  public void begin(int block, boolean byThread) {
    prebuilt[block] = !byThread;
    if (folded[block]) {
      folded[block] = false;
      Arrays.fill(initial, block, block + nameOf(block).size(), 0);
    }
  }

  /** Whether an object was made before or around the threads. */
  public boolean isPrebuilt(int block) {
    return prebuilt[block];
  }

  /** Makes a value of an unpublished object its initial one. */
  public void fold(int block, int location, long value) {
    folded[block] = true;
    initial(location, value);
    content(location, value);
  }

  /** Whether an object's content at the end of a constructor has been made initial. */
  public boolean isFolded(int block) {
    return folded[block];
  }

  /** What the search last learnt of a location of an object while it was its creator's alone. */
  public long content(int location) {
    return contentEpoch[location] == epoch ? content[location] : 0;
  }

  /** Notes what the search has learnt of a location. */
  public void content(int location, long value) {
    content[location] = value;
    contentEpoch[location] = epoch;
  }

  /** Whether the initial value of a location has been set in this execution. */
  public boolean hasInitial(int location) {
    return initialEpoch[location] == epoch;
  }

  /** Notes that an unpublished object has content that the search may not know; true if new. */
  public boolean dirty(int block) {
    boolean fresh = dirty[block] != epoch;
    dirty[block] = epoch;
    return fresh;
  }

  /** The search knows the object's content now. */
  public void clean(int block) {
    dirty[block] = 0;
  }

  /** Notes that an object escaped from its constructor. */
  public void leak(int block) {
    leaked[block] = epoch;
  }

  /** Whether an object escaped from its constructor. */
  public boolean isLeaked(int block) {
    return leaked[block] == epoch;
  }

  /** The name of the block that a location is in, or null. */
  public Name nameOf(int location) {
    int at = indexOf(location);
    return at < 0 ? null : names.get(at);
  }

  /** The first location of the block that a location is in. */
  public int startOf(int location) {
    return starts.get(indexOf(location))[0];
  }

  private int indexOf(int location) {
    int low = 0;
    int high = starts.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (starts.get(middle)[0] <= location) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }
}
