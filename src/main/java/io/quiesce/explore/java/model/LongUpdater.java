package io.quiesce.explore.java.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/**
 * Stands for {@code AtomicLongFieldUpdater}.
 *
 * @param <T> type of the object
 */
public final class LongUpdater<T> {
  private final VarHandle handle;

  /** An updater of a field. */
  public static <U> LongUpdater<U> newUpdater(Class<U> owner, String field) {
    return new LongUpdater<>(owner, field);
  }

  private LongUpdater(Class<T> owner, String field) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
      handle = lookup.findVarHandle(owner, field, long.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no field " + field + " in " + owner.getName(), e);
    }
  }

  /** Volatile read. */
  public long get(T object) {
    return (long) handle.getVolatile(object);
  }

  /** Volatile write. */
  public void set(T object, long value) {
    handle.setVolatile(object, value);
  }

  /** Release write. */
  public void lazySet(T object, long value) {
    handle.setRelease(object, value);
  }

  /** Compare and set. */
  public boolean compareAndSet(T object, long expected, long value) {
    return handle.compareAndSet(object, expected, value);
  }

  /** Compare and set, which may fail for no reason. */
  public boolean weakCompareAndSet(T object, long expected, long value) {
    return handle.weakCompareAndSet(object, expected, value);
  }

  /** Exchange. */
  public long getAndSet(T object, long value) {
    return (long) handle.getAndSet(object, value);
  }

  /** Applies a function; the value before. */
  public long getAndUpdate(T object, LongUnaryOperator function) {
    long before = get(object);
    while (!compareAndSet(object, before, function.applyAsLong(before))) {
      before = get(object);
    }
    return before;
  }

  /** Applies a function; the value after. */
  public long updateAndGet(T object, LongUnaryOperator function) {
    long before = get(object);
    long after = function.applyAsLong(before);
    while (!compareAndSet(object, before, after)) {
      before = get(object);
      after = function.applyAsLong(before);
    }
    return after;
  }

  /** Combines with an operand; the value before. */
  public long getAndAccumulate(T object, long operand, LongBinaryOperator function) {
    return getAndUpdate(object, before -> function.applyAsLong(before, operand));
  }

  /** Combines with an operand; the value after. */
  public long accumulateAndGet(T object, long operand, LongBinaryOperator function) {
    return updateAndGet(object, before -> function.applyAsLong(before, operand));
  }

  /** Adds. */
  public long getAndAdd(T object, long delta) {
    return (long) handle.getAndAdd(object, delta);
  }

  /** Adds. */
  public long addAndGet(T object, long delta) {
    return (long) handle.getAndAdd(object, delta) + delta;
  }

  /** Adds 1. */
  public long getAndIncrement(T object) {
    return (long) handle.getAndAdd(object, 1L);
  }

  /** Adds -1. */
  public long getAndDecrement(T object) {
    return (long) handle.getAndAdd(object, -1L);
  }

  /** Adds 1. */
  public long incrementAndGet(T object) {
    return (long) handle.getAndAdd(object, 1L) + 1;
  }

  /** Adds -1. */
  public long decrementAndGet(T object) {
    return (long) handle.getAndAdd(object, -1L) - 1;
  }
}
