package io.quiesce.explore.canary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** An increment through a {@code VarHandle} that is not atomic. */
public final class RacyHandle {
  private static final VarHandle VALUE;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(RacyHandle.class, "value", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private int value;

  /** First actor. */
  public void left() {
    VALUE.setVolatile(this, (int) VALUE.getVolatile(this) + 1);
  }

  /** Second actor. */
  public void right() {
    VALUE.setVolatile(this, (int) VALUE.getVolatile(this) + 1);
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
