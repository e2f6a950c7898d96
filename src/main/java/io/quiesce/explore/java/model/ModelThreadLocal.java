package io.quiesce.explore.java.model;

import java.util.function.Supplier;

/**
 * Stands for {@code ThreadLocal}: a value for each thread of an execution.
 *
 * @param <T> type of the value
 */
public class ModelThreadLocal<T> {
  private final Supplier<? extends T> initial;

  /** Without a value at first. */
  public ModelThreadLocal() {
    this(null);
  }

  private ModelThreadLocal(Supplier<? extends T> initial) {
    this.initial = initial;
  }

  /** With a supplier of the first value. */
  public static <S> ModelThreadLocal<S> withInitial(Supplier<? extends S> supplier) {
    return new ModelThreadLocal<>(supplier);
  }

  /** The first value of a thread. */
  protected T initialValue() {
    return initial == null ? null : initial.get();
  }

  /** The value of the calling thread. */
  @SuppressWarnings("unchecked")
  public T get() {
    if (!Hooks.world.current().hasLocal(this)) {
      set(initialValue());
    }
    return (T) Hooks.world.current().local(this);
  }

  /** Sets the value of the calling thread. */
  public void set(T value) {
    Hooks.world.current().local(this, value);
  }

  /** Forgets the value of the calling thread. */
  public void remove() {
    Hooks.world.current().removeLocal(this);
  }
}
