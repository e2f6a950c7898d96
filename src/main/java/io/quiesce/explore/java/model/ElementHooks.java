package io.quiesce.explore.java.model;

import io.quiesce.explore.java.memory.Elements;
import java.lang.reflect.Array;

/** What rewritten code calls for arrays: loads and stores by type, and whole arrays. */
public final class ElementHooks {
  private ElementHooks() {}

  private static Elements elements() {
    return Hooks.world.memory.elements;
  }

  /** Whether the access is the caller's own business. */
  private static boolean local(Object array, int site) {
    if (!Hooks.world.tracking()) {
      return true;
    }
    Hooks.world.current().site = site;
    return elements().isLocal(array);
  }

  private static boolean localStore(Object array, int site) {
    boolean local = local(array, site);
    if (local && Hooks.world.tracking()) {
      elements().touch(array);
    }
    return local;
  }

  /** Loads an element. */
  public static int load(int[] array, int index, int site) {
    int now = array[index];
    return local(array, site) ? now : (int) elements().read(array, index, site);
  }

  /** Stores an element. */
  public static void store(int[] array, int index, int value, int site) {
    java.util.Objects.checkIndex(index, array.length);
    if (localStore(array, site)) {
      array[index] = value;
    } else {
      elements().write(array, index, value, site);
    }
  }

  /** Loads an element. */
  public static long load(long[] array, int index, int site) {
    long now = array[index];
    return local(array, site) ? now : elements().read(array, index, site);
  }

  /** Stores an element. */
  public static void store(long[] array, int index, long value, int site) {
    java.util.Objects.checkIndex(index, array.length);
    if (localStore(array, site)) {
      array[index] = value;
    } else {
      elements().write(array, index, value, site);
    }
  }

  /** Loads an element. */
  public static float load(float[] array, int index, int site) {
    float now = array[index];
    return local(array, site)
        ? now
        : Float.intBitsToFloat((int) elements().read(array, index, site));
  }

  /** Stores an element. */
  public static void store(float[] array, int index, float value, int site) {
    java.util.Objects.checkIndex(index, array.length);
    if (localStore(array, site)) {
      array[index] = value;
    } else {
      elements().write(array, index, Float.floatToRawIntBits(value), site);
    }
  }

  /** Loads an element. */
  public static double load(double[] array, int index, int site) {
    double now = array[index];
    return local(array, site) ? now : Double.longBitsToDouble(elements().read(array, index, site));
  }

  /** Stores an element. */
  public static void store(double[] array, int index, double value, int site) {
    java.util.Objects.checkIndex(index, array.length);
    if (localStore(array, site)) {
      array[index] = value;
    } else {
      elements().write(array, index, Double.doubleToRawLongBits(value), site);
    }
  }

  /** Loads an element. */
  public static int load(char[] array, int index, int site) {
    int now = array[index];
    return local(array, site) ? now : (int) elements().read(array, index, site);
  }

  /** Stores an element. */
  public static void store(char[] array, int index, int value, int site) {
    java.util.Objects.checkIndex(index, array.length);
    if (localStore(array, site)) {
      array[index] = (char) value;
    } else {
      elements().write(array, index, (char) value, site);
    }
  }

  /** Loads an element. */
  public static int load(short[] array, int index, int site) {
    int now = array[index];
    return local(array, site) ? now : (int) elements().read(array, index, site);
  }

  /** Stores an element. */
  public static void store(short[] array, int index, int value, int site) {
    java.util.Objects.checkIndex(index, array.length);
    if (localStore(array, site)) {
      array[index] = (short) value;
    } else {
      elements().write(array, index, (short) value, site);
    }
  }

  /** Loads an element of a {@code byte[]} or {@code boolean[]}. */
  public static int load(Object array, int index, int site) {
    int now = array instanceof byte[] bytes ? bytes[index] : ((boolean[]) array)[index] ? 1 : 0;
    return local(array, site) ? now : (int) elements().read(array, index, site);
  }

  /** Stores an element of a {@code byte[]} or {@code boolean[]}. */
  public static void store(Object array, int index, int value, int site) {
    java.util.Objects.checkIndex(index, Array.getLength(array));
    boolean bytes = array instanceof byte[];
    if (!localStore(array, site)) {
      elements().write(array, index, bytes ? (byte) value : value & 1, site);
    } else if (bytes) {
      ((byte[]) array)[index] = (byte) value;
    } else {
      ((boolean[]) array)[index] = (value & 1) != 0;
    }
  }

  /** Stores a reference. */
  public static void store(Object[] array, int index, Object value, int site) {
    java.util.Objects.checkIndex(index, array.length);
    if (localStore(array, site)) {
      array[index] = value;
    } else {
      elements().requireStorable(array, value);
      elements().write(array, index, Hooks.world.memory.encode(value), site);
    }
  }

  /** Puts the reference that is to be loaded into the array; the load follows. */
  public static void prepare(Object[] array, int index, int site) {
    java.util.Objects.checkIndex(index, array.length);
    if (!local(array, site)) {
      elements().prepare(array, index, site);
    }
  }

  /** An array has come into being; for arrays of arrays, the inner ones too. */
  public static void newArray(Object array) {
    Hooks.world.memory.naming().bornForeign(array);
    if (array instanceof Object[] outer) {
      for (Object inner : outer) {
        if (inner != null) {
          newArray(inner);
        }
      }
    }
  }

  /** {@code System.arraycopy}. */
  public static void arrayCopy(Object from, int at, Object to, int into, int length, int site) {
    if (local(from, site) && localStore(to, site)) {
      System.arraycopy(from, at, to, into, length);
    } else {
      elements().copy(from, at, to, into, length, site);
    }
  }

  /** {@code array.clone()}. */
  public static Object cloneArray(Object array) {
    return elements().copyOf(array, Hooks.world.tracking(), 0);
  }

  /** An array is passed to code that is not rewritten. */
  public static void expose(Object array) {
    if (Hooks.world.tracking()) {
      elements().expose(array, 0);
    }
  }

  /** An exposed array is passed to code that is not rewritten, now. */
  public static void fill(Object array) {
    if (Hooks.world.tracking()) {
      elements().fill(array);
    }
  }

  /** An array is made into a list that is a view of it. */
  public static void requireOwn(Object array, int site) {
    if (Hooks.world.tracking()) {
      elements().requireOwn(array, site);
    }
  }

  /** Code that is not rewritten has been given the array. */
  public static void absorb(Object array) {
    if (Hooks.world.tracking()) {
      elements().absorb(array, 0);
    }
  }
}
