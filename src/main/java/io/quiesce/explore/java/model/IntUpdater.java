package io.quiesce.explore.java.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * Stands for {@code AtomicIntegerFieldUpdater}.
 *
 * @param <T> type of the object
 */
public final class IntUpdater<T> {
  private final VarHandle handle;

  /** An updater of a field. */
  public static <U> IntUpdater<U> newUpdater(Class<U> owner, String field) {
    return new IntUpdater<>(owner, field);
  }

  private IntUpdater(Class<T> owner, String field) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
      handle = lookup.findVarHandle(owner, field, int.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no field " + field + " in " + owner.getName(), e);
    }
  }

  /** Volatile read. */
  public int get(T object) {
    return (int) handle.getVolatile(object);
  }

  /** Volatile write. */
  public void set(T object, int value) {
    handle.setVolatile(object, value);
  }

  /** Release write. */
  public void lazySet(T object, int value) {
    handle.setRelease(object, value);
  }

  /** Compare and set. */
  public boolean compareAndSet(T object, int expected, int value) {
    return handle.compareAndSet(object, expected, value);
  }

  /** Compare and set, which may fail for no reason. */
  public boolean weakCompareAndSet(T object, int expected, int value) {
    return handle.weakCompareAndSet(object, expected, value);
  }

  /** Exchange. */
  public int getAndSet(T object, int value) {
    return (int) handle.getAndSet(object, value);
  }

  /** Applies a function; the value before. */
  public int getAndUpdate(T object, IntUnaryOperator function) {
    int before = get(object);
    while (!compareAndSet(object, before, function.applyAsInt(before))) {
      before = get(object);
    }
    return before;
  }

  /** Applies a function; the value after. */
  public int updateAndGet(T object, IntUnaryOperator function) {
    int before = get(object);
    int after = function.applyAsInt(before);
    while (!compareAndSet(object, before, after)) {
      before = get(object);
      after = function.applyAsInt(before);
    }
    return after;
  }

  /** Combines with an operand; the value before. */
  public int getAndAccumulate(T object, int operand, IntBinaryOperator function) {
    return getAndUpdate(object, before -> function.applyAsInt(before, operand));
  }

  /** Combines with an operand; the value after. */
  public int accumulateAndGet(T object, int operand, IntBinaryOperator function) {
    return updateAndGet(object, before -> function.applyAsInt(before, operand));
  }

  /** Adds. */
  public int getAndAdd(T object, int delta) {
    return (int) handle.getAndAdd(object, delta);
  }

  /** Adds. */
  public int addAndGet(T object, int delta) {
    return (int) handle.getAndAdd(object, delta) + delta;
  }

  /** Adds 1. */
  public int getAndIncrement(T object) {
    return (int) handle.getAndAdd(object, 1);
  }

  /** Adds -1. */
  public int getAndDecrement(T object) {
    return (int) handle.getAndAdd(object, -1);
  }

  /** Adds 1. */
  public int incrementAndGet(T object) {
    return (int) handle.getAndAdd(object, 1) + 1;
  }

  /** Adds -1. */
  public int decrementAndGet(T object) {
    return (int) handle.getAndAdd(object, -1) - 1;
  }
}
