package io.quiesce.explore.java.model;

import java.lang.invoke.MethodHandles;

/**
 * Stands for the JDK's internal {@code Unsafe} in clones: an offset is the number of a variable.
 * Its accesses are hooks, like those of {@link Handle}.
 */
public final class Offsets {
  private static final Offsets ONLY = new Offsets();

  private Offsets() {}

  /** The only one. */
  public static Offsets getUnsafe() {
    return ONLY;
  }

  /** A number for an instance field. */
  public long objectFieldOffset(Class<?> owner, String name) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
      return Hooks.world.handles.number(Hooks.world.loader().field(lookup, owner, name, null));
    } catch (ReflectiveOperationException e) {
      throw new NoSuchFieldError(owner.getName() + "." + name);
    }
  }

  /** {@code LockSupport.park} without a blocker. */
  public void park(boolean absolute, long time) {
    if (time == 0) {
      Parking.park();
    } else {
      Parking.parkNanos(time);
    }
  }
}
