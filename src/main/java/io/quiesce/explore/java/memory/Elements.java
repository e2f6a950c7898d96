package io.quiesce.explore.java.memory;

import io.quiesce.explore.java.heap.FieldVisitor;
import io.quiesce.explore.java.heap.Heap;
import io.quiesce.explore.java.strand.Strand;
import io.quiesce.explore.java.strand.Strands;
import io.quiesce.explore.transform.UnmodelledException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/** Array elements: the same rules as for fields, with one location an element. */
public final class Elements {
  private final Strands strands;
  private final Heap heap;
  private final Memory memory;
  private final List<Runnable> repairs = new ArrayList<>();

  /** What each thread has read of the arrays that it is passing to code of the JDK. */
  private final IdentityHashMap<Strand, IdentityHashMap<Object, Object[]>> exposed =
      new IdentityHashMap<>();

  public Elements(Strands strands, Heap heap, Memory memory) {
    this.strands = strands;
    this.heap = heap;
    this.memory = memory;
  }

  /** Undoes what {@link #prepare} did to arrays that outlive the execution. */
  public void restart() {
    for (int i = repairs.size() - 1; i >= 0; i--) {
      repairs.get(i).run();
    }
    repairs.clear();
    exposed.clear();
  }

  /** Whether accesses to the array are the thread's own business. */
  public boolean isLocal(Object array) {
    return memory.isLocal(memory.naming().block(array));
  }

  /** Notes a write to an array that is not published. */
  public void touch(Object array) {
    memory.touch(array, memory.naming().block(array));
  }

  /** The location of an element of a published array; the index must be in bounds. */
  public int location(Object array, int index) {
    int block = memory.naming().block(array);
    int location = block + 1 + index;
    if (heap.isPrebuilt(block) && !heap.hasInitial(location)) {
      heap.initial(location, initial(Array.get(array, index), location));
    }
    return location;
  }

  private long initial(Object element, int location) {
    if (element == null) {
      return 0;
    } else if (element instanceof Boolean bool) {
      return bool ? 1 : 0;
    } else if (element instanceof Character letter) {
      return letter;
    } else if (element instanceof Float number) {
      return Float.floatToRawIntBits(number);
    } else if (element instanceof Double number) {
      return Double.doubleToRawLongBits(number);
    } else if (element instanceof Number number && !Object[].class.isInstance(element)) {
      return primitiveOrReference(number, location);
    }
    return memory.naming().prebuilt(element, location);
  }

  private long primitiveOrReference(Number number, int location) {
    Heap.Name name = heap.nameOf(location);
    boolean primitive = Character.isLowerCase(name.kind().charAt(0));
    return primitive ? number.longValue() : memory.naming().prebuilt(number, location);
  }

  /** Reads an element of a published array. */
  public long read(Object array, int index, int site) {
    return memory.readAt(location(array, index), width(array), site);
  }

  /** Writes an element of a published array. */
  public void write(Object array, int index, long value, int site) {
    memory.writeAt(location(array, index), value, width(array), site);
  }

  /** Puts the chosen reference where the instruction that follows will read it. */
  public void prepare(Object[] array, int index, int site) {
    long value = read(array, index, site);
    Object chosen = heap.object((int) value);
    if (array[index] != chosen) {
      if (heap.isPermanent(memory.naming().block(array))) {
        Object before = array[index];
        repairs.add(() -> array[index] = before);
      }
      array[index] = chosen;
    }
  }

  /** Refuses what would be an {@code ArrayStoreException}, as the instruction does. */
  public void requireStorable(Object[] array, Object value) {
    Class<?> type = array.getClass().getComponentType();
    if (value != null && !type.isInstance(value)) {
      throw new ArrayStoreException(value.getClass().getName());
    }
  }

  private static int width(Object array) {
    return array instanceof long[] || array instanceof double[] ? Memory.WIDE : 0;
  }

  /** Shows all elements. */
  public void visit(Object array, FieldVisitor visitor) {
    boolean references = array instanceof Object[];
    for (int i = 0; i < Array.getLength(array); i++) {
      Object element = Array.get(array, i);
      if (references) {
        visitor.field(1 + i, element, false);
      } else {
        visitor.field(1 + i | width(array), bits(element), false);
      }
    }
  }

  private static long bits(Object primitive) {
    if (primitive instanceof Boolean bool) {
      return bool ? 1 : 0;
    } else if (primitive instanceof Character letter) {
      return letter;
    } else if (primitive instanceof Float number) {
      return Float.floatToRawIntBits(number);
    } else if (primitive instanceof Double number) {
      return Double.doubleToRawLongBits(number);
    }
    return ((Number) primitive).longValue();
  }

  /** {@code System.arraycopy} between arrays of which one at least is published. */
  public void copy(Object from, int at, Object to, int into, int length, int site) {
    if (at < 0
        || into < 0
        || length < 0
        || at + length > Array.getLength(from)
        || into + length > Array.getLength(to)) {
      throw new ArrayIndexOutOfBoundsException("arraycopy: " + length + " elements do not fit");
    }
    boolean backwards = from == to && at < into;
    for (int i = 0; i < length; i++) {
      int k = backwards ? length - 1 - i : i;
      set(to, into + k, get(from, at + k, site), site);
    }
  }

  private Object get(Object array, int index, int site) {
    if (isLocal(array)) {
      return Array.get(array, index);
    }
    return Values.decode(read(array, index, site), array.getClass().getComponentType(), heap);
  }

  private void set(Object array, int index, Object value, int site) {
    if (isLocal(array)) {
      touch(array);
      Array.set(array, index, value);
    } else if (array instanceof Object[] objects) {
      requireStorable(objects, value);
      write(array, index, memory.encode(value), site);
    } else {
      write(array, index, bits(value), site);
    }
  }

  /** A copy, as {@code array.clone()} makes. */
  public Object copyOf(Object array, boolean tracking, int site) {
    int length = Array.getLength(array);
    Object copy = Array.newInstance(array.getClass().getComponentType(), length);
    memory.naming().bornForeign(copy);
    if (!tracking) {
      System.arraycopy(array, 0, copy, 0, length);
      return copy;
    }
    copy(array, 0, copy, 0, length, site);
    return copy;
  }

  /** Reads what a published array holds, for code of the JDK that will read it. */
  public void expose(Object array, int site) {
    if (array == null || Array.getLength(array) == 0 || isLocal(array)) {
      return;
    }
    if (heap.isPermanent(memory.naming().block(array))) {
      throw permanent(array, site);
    }
    Object[] seen = new Object[Array.getLength(array)];
    for (int i = 0; i < seen.length; i++) {
      location(array, i);
      seen[i] = get(array, i, site);
    }
    exposed().put(array, seen);
  }

  /** Fills an exposed array with what was read; other threads may have filled it meanwhile. */
  public void fill(Object array) {
    Object[] seen = exposed().get(array);
    if (seen != null) {
      System.arraycopy(unboxed(array, seen), 0, array, 0, seen.length);
    }
  }

  private static Object unboxed(Object array, Object[] values) {
    Object same = Array.newInstance(array.getClass().getComponentType(), values.length);
    for (int i = 0; i < values.length; i++) {
      Array.set(same, i, values[i]);
    }
    return same;
  }

  private IdentityHashMap<Object, Object[]> exposed() {
    return exposed.computeIfAbsent(strands.current(), strand -> new IdentityHashMap<>());
  }

  /** Refuses a view of an array that others may change: the JDK would read it behind our back. */
  public void requireOwn(Object array, int site) {
    if (array != null && !isLocal(array)) {
      throw strands.unmodelled("a list that is a view of an array shared by threads", site);
    }
  }

  private UnmodelledException permanent(Object array, int site) {
    return strands.unmodelled(
        "passing a static " + array.getClass().getSimpleName() + " to a method of the JDK", site);
  }

  /** Writes back what code of the JDK has changed in an array. */
  public void absorb(Object array, int site) {
    if (array == null) {
      return;
    }
    int block = memory.naming().block(array);
    Object[] seen = exposed().remove(array);
    if (memory.isLocal(block)) {
      memory.touch(array, block);
    } else if (seen != null) {
      Object[] now = new Object[seen.length];
      Arrays.setAll(now, i -> Array.get(array, i));
      boolean boxed = array.getClass().getComponentType().isPrimitive();
      for (int i = 0; i < now.length; i++) {
        // references by identity: what a class means by equals is none of our business
        if (boxed ? !now[i].equals(seen[i]) : now[i] != seen[i]) {
          set(array, i, now[i], site);
        }
      }
    }
  }
}
