package io.quiesce.explore.subject;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A flag is set and a thread is unparked, which parks until it sees the flag. Only the mode of the
 * flag differs.
 */
@SuppressWarnings("all")
public final class ParkSubjects {
  private ParkSubjects() {}

  private static VarHandle flag(Class<?> owner) {
    try {
      return MethodHandles.lookup().findVarHandle(owner, "flag", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A plain flag. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE)
  public static class Plain {
    int flag;

    @Actor
    public void actor(I_Result r) throws InterruptedException {
      Thread parked =
          new Thread(
              () -> {
                while (flag == 0) {
                  LockSupport.park();
                }
              });
      parked.start();
      flag = 1;
      LockSupport.unpark(parked);
      parked.join();
      r.r1 = flag;
    }
  }

  /** An opaque flag. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE)
  public static class Opaque {
    private static final VarHandle FLAG = flag(Opaque.class);
    int flag;

    @Actor
    public void actor(I_Result r) throws InterruptedException {
      Thread parked =
          new Thread(
              () -> {
                while ((int) FLAG.getOpaque(this) == 0) {
                  LockSupport.park();
                }
              });
      parked.start();
      FLAG.setOpaque(this, 1);
      LockSupport.unpark(parked);
      parked.join();
      r.r1 = flag;
    }
  }

  /** A flag that is set with release and read with acquire; unpark is a later opaque access. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE)
  public static class ReleaseAcquire {
    private static final VarHandle FLAG = flag(ReleaseAcquire.class);
    int flag;

    @Actor
    public void actor(I_Result r) throws InterruptedException {
      Thread parked =
          new Thread(
              () -> {
                while ((int) FLAG.getAcquire(this) == 0) {
                  LockSupport.park();
                }
              });
      parked.start();
      FLAG.setRelease(this, 1);
      LockSupport.unpark(parked);
      parked.join();
      r.r1 = flag;
    }
  }

  /** A volatile flag. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE)
  public static class Volatile {
    volatile int flag;

    @Actor
    public void actor(I_Result r) throws InterruptedException {
      Thread parked =
          new Thread(
              () -> {
                while (flag == 0) {
                  LockSupport.park();
                }
              });
      parked.start();
      flag = 1;
      LockSupport.unpark(parked);
      parked.join();
      r.r1 = flag;
    }
  }

  /** A plain flag between full fences. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE)
  public static class Fenced {
    int flag;

    @Actor
    public void actor(I_Result r) throws InterruptedException {
      Thread parked =
          new Thread(
              () -> {
                while (flag == 0) {
                  LockSupport.park();
                  VarHandle.fullFence();
                }
              });
      parked.start();
      flag = 1;
      VarHandle.fullFence();
      LockSupport.unpark(parked);
      parked.join();
      r.r1 = flag;
    }
  }
}
