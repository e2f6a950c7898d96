package io.quiesce.gc.object.span;

import io.quiesce.heap.memory.HeapAddress;

/**
 * The sizes in which small objects are allocated, and the spans that hold them (Go 1.19: {@code
 * sizeclasses.go}), and the span classes: two for each size class, for objects with and without
 * pointers.
 *
 * <p>Class 0 stands for large objects, each of which has a span of its own.
 */
public final class SizeClasses {
  /** Larger objects get a span of their own (Go: {@code _MaxSmallSize}). */
  public static final int MAX_SMALL = 32768;

  /** Size classes, with class 0. */
  public static final int COUNT = 68;

  /** Span classes. */
  public static final int SPAN_CLASSES = 2 * COUNT;

  private static final int GRANULE_SHIFT = 3;

  private static final int[] BYTES = {
    0, 8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320,
    352, 384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048,
    2304, 2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240,
    10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768
  };

  private static final int[] PAGES = {
    0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 2, 1, 2, 1, 2, 1, 3, 2, 3, 1, 3, 2, 3, 4, 5, 6, 1, 7, 6, 5, 4, 3, 5, 7, 2, 9, 7, 5, 8,
    3, 10, 7, 4
  };

  /** The class for each multiple of 8 bytes. */
  private static final byte[] CLASS_OF = new byte[(MAX_SMALL >> GRANULE_SHIFT) + 1];

  static {
    int sizeClass = 1;
    for (int granules = 1; granules < CLASS_OF.length; granules++) {
      if (granules << GRANULE_SHIFT > BYTES[sizeClass]) {
        sizeClass++;
      }
      CLASS_OF[granules] = (byte) sizeClass;
    }
  }

  private SizeClasses() {}

  /**
   * The smallest class that holds {@code bytes}.
   *
   * @param bytes 0 to {@link #MAX_SMALL}; an object of 0 bytes gets the smallest class
   */
  public static int of(int bytes) {
    return CLASS_OF[Math.max(1, (bytes + Long.BYTES - 1) >> GRANULE_SHIFT)];
  }

  /** Bytes of an object of the class; 0 for class 0. */
  public static int bytes(int sizeClass) {
    return BYTES[sizeClass];
  }

  /** Pages of a span of the class; 0 for class 0. */
  public static int pages(int sizeClass) {
    return PAGES[sizeClass];
  }

  /** Objects in a span of the class; 0 for class 0. */
  public static int objects(int sizeClass) {
    return sizeClass == 0 ? 0 : PAGES[sizeClass] * HeapAddress.PAGE_BYTES / BYTES[sizeClass];
  }

  /**
   * The multiplier that divides an offset in a span of the class by the object's size: (offset *
   * magic) >>> 32. Exact for each offset inside such a span; 0 for class 0, whose only object has
   * index 0.
   */
  public static long divMagic(int sizeClass) {
    return sizeClass == 0 ? 0 : 0xffff_ffffL / BYTES[sizeClass] + 1;
  }

  /** The span class of a size class. */
  public static int spanClass(int sizeClass, boolean noscan) {
    return sizeClass << 1 | (noscan ? 1 : 0);
  }

  /** The size class of a span class. */
  public static int sizeClass(int spanClass) {
    return spanClass >> 1;
  }

  /** Whether the objects of a span class have no pointers. */
  public static boolean noscan(int spanClass) {
    return (spanClass & 1) != 0;
  }
}
