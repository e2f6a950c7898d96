package io.quiesce.explore.java.model;

import java.util.Random;

/** Stands for {@code ThreadLocalRandom}: the same numbers in every execution, for each thread. */
public final class FixedRandom extends Random {
  private static final long serialVersionUID = 1L;
  private static final Object KEY = new Object();

  private FixedRandom() {
    super(42);
  }

  /** The generator of the calling thread. */
  public static FixedRandom current() {
    if (!Hooks.world.current().hasLocal(KEY)) {
      Hooks.world.current().local(KEY, new FixedRandom());
    }
    return (FixedRandom) Hooks.world.current().local(KEY);
  }

  @Override
  public int nextInt() {
    return super.nextInt();
  }

  @Override
  public int nextInt(int bound) {
    return super.nextInt(bound);
  }

  @Override
  public int nextInt(int origin, int bound) {
    return origin + super.nextInt(bound - origin);
  }

  @Override
  public long nextLong() {
    return super.nextLong();
  }

  @Override
  public boolean nextBoolean() {
    return super.nextBoolean();
  }

  @Override
  public double nextDouble() {
    return super.nextDouble();
  }
}
