package io.quiesce.explore.java.model;

import io.quiesce.explore.java.World;
import io.quiesce.explore.java.memory.Threads;

/** Stands for {@code Thread}. */
public class ModelThread implements Runnable {
  private final Runnable target;
  private String name;
  private boolean daemon;
  private volatile boolean started;

  /** A thread that runs its own {@link #run}. */
  public ModelThread() {
    this(null, null);
  }

  /** A thread that runs a target. */
  public ModelThread(Runnable target) {
    this(target, null);
  }

  /** A thread with a name that runs its own {@link #run}. */
  public ModelThread(String name) {
    this(null, name);
  }

  /** A thread with a name that runs a target. */
  public ModelThread(Runnable target, String name) {
    this.target = target;
    this.name = name;
  }

  private static World world() {
    return Hooks.world;
  }

  private int number() {
    return world().threads.numberOf(this);
  }

  /** The thread that runs this call. */
  public static ModelThread currentThread() {
    Object known = world().current().thread;
    if (known == null) {
      ModelThread made = new ModelThread();
      world().threads.adopt(made, world().current().index);
      known = made;
    }
    return (ModelThread) known;
  }

  /** Makes the object of the first actor, for a test that takes it as a parameter. */
  public static void prepareActor() {
    world().threads.adopt(new ModelThread(), 0);
  }

  /** The object of the first actor. */
  public static ModelThread actor() {
    return (ModelThread) world().strands.thread(0).thread;
  }

  /** {@code Thread.startVirtualThread}. */
  public static ModelThread startVirtualThread(Runnable task) {
    ModelThread thread = new ModelThread(task);
    thread.start();
    return thread;
  }

  @Override
  public void run() {
    if (target != null) {
      target.run();
    }
  }

  /** Starts it. */
  public void start() {
    Hooks.requireThread("Thread.start", Hooks.here());
    if (started) {
      throw new IllegalThreadStateException();
    }
    started = true;
    world().threads.start(this, this, Hooks.here());
  }

  /** Waits for its end. */
  public final void join() throws InterruptedException {
    if (started) {
      world().threads.join(number(), Hooks.here());
    }
  }

  /** Waits for its end, or for the time to run out. */
  public final void join(long millis) throws InterruptedException {
    if (started && (millis == 0 || !world().threads.expires(Hooks.here()))) {
      world().threads.join(number(), Hooks.here());
    }
  }

  /** Interrupts it. */
  public void interrupt() {
    world().threads.interrupt(number(), Hooks.here());
  }

  /** Whether it has been interrupted. */
  public boolean isInterrupted() {
    return world().threads.isInterrupted(number(), Hooks.here());
  }

  /** Tests and clears the status of the calling thread. */
  public static boolean interrupted() {
    return world().tracking() && world().threads.interrupted(Hooks.here());
  }

  /** Lets others run. */
  @SuppressWarnings("NamedLikeContextualKeyword") // the name is that of Thread
  public static void yield() {
    spin();
  }

  /** Lets others run. */
  public static void onSpinWait() {
    spin();
  }

  /** Lets others run; time does not pass. */
  public static void sleep(long millis) throws InterruptedException {
    if (interrupted()) {
      throw new InterruptedException();
    }
    spin();
  }

  private static void spin() {
    Threads threads = world().threads;
    if (world().tracking()) {
      threads.spin(Hooks.here());
    }
  }

  /** Its name. */
  public final String getName() {
    return name == null ? "Thread-" + number() : name;
  }

  /** Renames it. */
  public final void setName(String newName) {
    name = newName;
  }

  /** Its number. */
  public long getId() {
    return number() + 1L;
  }

  /** Its number. */
  public final long threadId() {
    return number() + 1L;
  }

  /** Makes no difference here. */
  public final void setDaemon(boolean on) {
    daemon = on;
  }

  /** As it was set. */
  public final boolean isDaemon() {
    return daemon;
  }

  /** Virtual threads are threads. */
  public final boolean isVirtual() {
    return false;
  }
}
