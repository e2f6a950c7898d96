package io.quiesce.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/**
 * The C library's {@code malloc} and {@code free}, through {@code sun.misc.Unsafe}.
 *
 * <p>Called by constant method handles, which compile to the same code as direct calls: javac warns
 * of the class itself in a way that cannot be suppressed.
 */
final class Malloc {
  private static final MethodHandle ALLOCATE;
  private static final MethodHandle FREE;

  static {
    try {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field field = type.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      Object unsafe = field.get(null);
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      ALLOCATE =
          lookup
              .findVirtual(type, "allocateMemory", MethodType.methodType(long.class, long.class))
              .bindTo(unsafe);
      FREE =
          lookup
              .findVirtual(type, "freeMemory", MethodType.methodType(void.class, long.class))
              .bindTo(unsafe);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Malloc() {}

  /** {@code malloc(bytes)}; the address is never 0. */
  static long allocate(long bytes) {
    try {
      return (long) ALLOCATE.invokeExact(bytes);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("allocateMemory throws no checked exception", e);
    }
  }

  /** {@code free(address)}. */
  static void free(long address) {
    try {
      FREE.invokeExact(address);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("freeMemory throws no checked exception", e);
    }
  }
}
