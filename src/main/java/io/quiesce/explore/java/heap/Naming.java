package io.quiesce.explore.java.heap;

import io.quiesce.explore.java.strand.Strand;
import io.quiesce.explore.java.strand.Strands;
import io.quiesce.explore.transform.classes.ClassInfo;
import io.quiesce.explore.transform.classes.ClassInfos;
import java.lang.reflect.Array;
import java.util.Set;
import java.util.function.Predicate;

/** Gives objects their blocks of locations, see J4. */
public final class Naming {
  private static final Set<Class<?>> BOXES =
      Set.of(
          String.class,
          Integer.class,
          Long.class,
          Short.class,
          Byte.class,
          Character.class,
          Boolean.class,
          Float.class,
          Double.class);

  private final Strands strands;
  private final Heap heap;
  private final ClassInfos infos;
  private final Predicate<Class<?>> owned;

  /**
   * Names the objects of one strands.
   *
   * @param owned whether a class was loaded, and so rewritten, for this world
   */
  public Naming(Strands strands, Heap heap, ClassInfos infos, Predicate<Class<?>> owned) {
    this.strands = strands;
    this.heap = heap;
    this.infos = infos;
    this.owned = owned;
  }

  /** The block of any object but null, given now if it has none. */
  public int block(Object object) {
    if (object instanceof Tracked tracked) {
      int block = tracked.q$base();
      return block != 0 ? block : born(tracked);
    }
    if (isValue(object)) {
      return heap.value(object);
    }
    int block = heap.find(object);
    return block != 0 ? block : bornForeign(object);
  }

  /** A tracked object has come into being. */
  public int born(Tracked object) {
    ClassInfo layout = infos.byId(object.q$layout());
    String name = layout.name().substring(layout.name().lastIndexOf('/') + 1);
    int block = nextBlock(name, layout.id(), layout.size());
    object.q$base(block);
    begin(object, block);
    return block;
  }

  private int nextBlock(String kind, int layout, int size) {
    Strand strand = strands.current();
    int ordinal = strand.births++;
    if (ordinal < strand.blocks.length && strand.layouts[ordinal] == layout && layout != 0) {
      return strand.blocks[ordinal];
    }
    int block = heap.block(new Heap.Name(kind, layout, strand.index, ordinal, size));
    strand.remember(ordinal, layout, block);
    return block;
  }

  private void begin(Object object, int block) {
    Strand strand = strands.current();
    heap.begin(block, strand.isThread());
    if (!strand.isThread()) {
      heap.publish(object, block, strand.index == Strand.PERMANENT);
    }
  }

  /** An array, or an object of the JDK that may be shared, has come into being. */
  public int bornForeign(Object object) {
    requireShareable(object);
    boolean array = object.getClass().isArray();
    int size = array ? 1 + Array.getLength(object) : 1;
    int block = nextBlock(kind(object), 0, size);
    heap.name(object, block, strands.current().index == Strand.PERMANENT);
    begin(object, block);
    return block;
  }

  /** The number of an object that an object from before the threads refers to at {@code at}. */
  public int prebuilt(Object object, int at) {
    if (object instanceof Tracked || isValue(object) || heap.find(object) != 0) {
      int block = block(object);
      if (!heap.isPublished(block)) {
        heap.publish(object, block, false);
      }
      return block;
    }
    requireShareable(object);
    int size = object.getClass().isArray() ? 1 + Array.getLength(object) : 1;
    int block = heap.block(new Heap.Name(kind(object), 0, Strand.SETUP, -at, size));
    heap.name(object, block, false);
    heap.begin(block, false);
    heap.publish(object, block, false);
    return block;
  }

  private static String kind(Object object) {
    return object.getClass().isHidden() ? "lambda" : object.getClass().getSimpleName();
  }

  private static boolean isValue(Object object) {
    Class<?> type = object.getClass();
    return BOXES.contains(type)
        || object instanceof Class<?>
        || (object instanceof Enum<?> && type.getClassLoader() == null);
  }

  /** Objects of the JDK with state of their own must stay with the thread that made them. */
  private void requireShareable(Object object) {
    Class<?> type = object.getClass();
    boolean foreign = type.getClassLoader() == null || !owned.test(type);
    String name = type.getName();
    boolean harmless =
        type.isArray()
            || type.isHidden()
            || object instanceof Throwable
            || name.startsWith("java.lang.invoke.")
            || name.startsWith("java.lang.Object")
            || name.startsWith("java.math.")
            || name.startsWith("java.time.")
            || name.startsWith("java.util.ImmutableCollections")
            || name.startsWith("java.util.Optional")
            || name.startsWith("java.util.Collections$Empty")
            || name.equals("java.util.UUID");
    if (foreign && !harmless) {
      throw strands.unmodelled(
          "an object of class " + name + " that another thread may reach", strands.current().site);
    }
  }
}
