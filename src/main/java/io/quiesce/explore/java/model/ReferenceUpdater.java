package io.quiesce.explore.java.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Stands for {@code AtomicReferenceFieldUpdater}.
 *
 * @param <T> type of the object
 * @param <V> type of the field
 */
public final class ReferenceUpdater<T, V> {
  private final VarHandle handle;

  /** An updater of a field. */
  public static <U, W> ReferenceUpdater<U, W> newUpdater(
      Class<U> owner, Class<W> type, String field) {
    return new ReferenceUpdater<>(owner, type, field);
  }

  private ReferenceUpdater(Class<T> owner, Class<V> type, String field) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
      handle = lookup.findVarHandle(owner, field, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no field " + field + " in " + owner.getName(), e);
    }
  }

  /** Volatile read. */
  @SuppressWarnings("unchecked")
  public V get(T object) {
    return (V) handle.getVolatile(object);
  }

  /** Volatile write. */
  public void set(T object, V value) {
    handle.setVolatile(object, value);
  }

  /** Release write. */
  public void lazySet(T object, V value) {
    handle.setRelease(object, value);
  }

  /** Compare and set. */
  public boolean compareAndSet(T object, V expected, V value) {
    return handle.compareAndSet(object, expected, value);
  }

  /** Compare and set, which may fail for no reason. */
  public boolean weakCompareAndSet(T object, V expected, V value) {
    return handle.weakCompareAndSet(object, expected, value);
  }

  /** Exchange. */
  @SuppressWarnings("unchecked")
  public V getAndSet(T object, V value) {
    return (V) handle.getAndSet(object, value);
  }

  /** Applies a function; the value before. */
  public V getAndUpdate(T object, UnaryOperator<V> function) {
    V before = get(object);
    while (!compareAndSet(object, before, function.apply(before))) {
      before = get(object);
    }
    return before;
  }

  /** Applies a function; the value after. */
  public V updateAndGet(T object, UnaryOperator<V> function) {
    V before = get(object);
    V after = function.apply(before);
    while (!compareAndSet(object, before, after)) {
      before = get(object);
      after = function.apply(before);
    }
    return after;
  }

  /** Combines with an operand; the value before. */
  public V getAndAccumulate(T object, V operand, BinaryOperator<V> function) {
    return getAndUpdate(object, before -> function.apply(before, operand));
  }

  /** Combines with an operand; the value after. */
  public V accumulateAndGet(T object, V operand, BinaryOperator<V> function) {
    return updateAndGet(object, before -> function.apply(before, operand));
  }
}
