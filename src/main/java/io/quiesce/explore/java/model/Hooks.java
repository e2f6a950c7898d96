package io.quiesce.explore.java.model;

import io.quiesce.explore.java.IsolatingLoader;
import io.quiesce.explore.java.World;
import io.quiesce.explore.java.heap.Tracked;
import io.quiesce.explore.java.memory.Variable;
import io.quiesce.explore.java.strand.Strand;
import io.quiesce.explore.program.Fence;
import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import java.util.concurrent.ForkJoinPool;

/**
 * What rewritten code calls for everything but fields and array elements.
 *
 * <p>Each loader has its own copy of this class, so {@link #world} is that of one worker. Called by
 * the rewritten code only.
 */
public final class Hooks {
  private static final Fence[] FENCES = {
    Fence.FULL, Fence.ACQUIRE, Fence.RELEASE, Fence.LOAD_LOAD, Fence.STORE_STORE
  };

  /** The world of the loader of this copy of the class. */
  public static final World world = ((IsolatingLoader) Hooks.class.getClassLoader()).world();

  private Hooks() {}

  /** An object of a rewritten class exists; its superclass constructor has returned. */
  public static void born(Tracked object) {
    if (object.q$base() == 0) {
      world.memory.naming().born(object);
    }
  }

  /** The constructor of a class begins whose {@code this} may escape. */
  public static void constructing(Object object) {
    if (world.tracking()) {
      world.current().beginConstructing(object);
    }
  }

  /** A constructor returns. */
  public static void freeze(Object object) {
    if (world.tracking()) {
      world.memory.freeze(object);
    }
  }

  /** A reference goes where another thread may find it. */
  public static void escape(Object object) {
    if (world.tracking()) {
      world.memory.encode(object);
    }
  }

  /** The number of an object. */
  public static long encode(Object object) {
    return world.memory.encode(object);
  }

  /** The object of a number. */
  public static Object decode(long number) {
    return world.heap.object((int) number);
  }

  /** One access through a {@code VarHandle}. */
  public static long handle(
      Handle handle, Object object, int index, long first, long second, int packed, int site) {
    world.current().site = site;
    return world.handles.access(handle.variable(), object, index, first, second, packed, site);
  }

  /** One access by offset, of a clone. */
  public static long offset(
      Object object, long offset, long first, long second, int packed, int site) {
    world.current().site = site;
    Variable variable = world.handles.numbered(offset);
    return world.handles.access(variable, object, -1, first, second, packed, site);
  }

  /** What clones use in place of {@code Lookup.findVarHandle}. */
  public static Handle ownFieldHandle(
      MethodHandles.Lookup lookup, String name, Class<?> type, int site)
      throws NoSuchFieldException, IllegalAccessException {
    return new Handle(world.loader().field(lookup, lookup.lookupClass(), name, type));
  }

  /** How clones let a thread block. */
  public static void managedBlock(ForkJoinPool.ManagedBlocker blocker, int site)
      throws InterruptedException {
    boolean released = blocker.isReleasable();
    while (!released) {
      released = blocker.block();
    }
  }

  /** How clones choose the length of a longer array. */
  public static int newLength(int old, int least, int preferred, int site) {
    return old + Math.max(least, preferred);
  }

  /** A fence of {@code VarHandle}. */
  public static void fence(int which, int site) {
    if (world.tracking()) {
      world.memory.fence(FENCES[which], site);
    }
  }

  /** {@code Lookup.findVarHandle}. */
  public static Handle fieldHandle(
      MethodHandles.Lookup lookup, Class<?> owner, String name, Class<?> type, int site)
      throws NoSuchFieldException, IllegalAccessException {
    return new Handle(world.loader().field(lookup, owner, name, type));
  }

  /** {@code Lookup.findStaticVarHandle}. */
  public static Handle staticHandle(
      MethodHandles.Lookup lookup, Class<?> owner, String name, Class<?> type, int site)
      throws NoSuchFieldException, IllegalAccessException {
    return new Handle(world.loader().staticField(lookup, owner, name, type));
  }

  /** {@code MethodHandles.arrayElementVarHandle}. */
  public static Handle arrayHandle(Class<?> array, int site) {
    return new Handle(world.loader().element(array));
  }

  /** {@code MethodHandles.byteArrayViewVarHandle}. */
  public static Handle viewHandle(Class<?> view, ByteOrder order, int site) {
    return new Handle(world.loader().view(view, order));
  }

  /** {@code monitorenter}. */
  public static void monitorEnter(Object object, int site) {
    java.util.Objects.requireNonNull(object);
    if (world.tracking()) {
      world.monitors.enter(object, site);
    }
  }

  /** {@code monitorexit}. */
  public static void monitorExit(Object object, int site) {
    if (world.tracking()) {
      world.monitors.exit(object, site);
    }
  }

  /** {@code Object.wait()}. */
  public static void await(Object object, int site) throws InterruptedException {
    requireThread("Object.wait", site);
    world.monitors.await(object, false, site);
  }

  /** {@code Object.wait(millis)}. */
  public static void await(Object object, long millis, int site) throws InterruptedException {
    requireThread("Object.wait", site);
    world.monitors.await(object, millis != 0, site);
  }

  /** {@code Object.wait(millis, nanos)}. */
  public static void await(Object object, long millis, int nanos, int site)
      throws InterruptedException {
    requireThread("Object.wait", site);
    world.monitors.await(object, millis != 0 || nanos != 0, site);
  }

  /** {@code Object.notify}. */
  public static void signal(Object object, int site) {
    if (world.tracking()) {
      world.monitors.signal(object, false, site);
    }
  }

  /** {@code Object.notifyAll}. */
  public static void signalAll(Object object, int site) {
    if (world.tracking()) {
      world.monitors.signal(object, true, site);
    }
  }

  /** Refuses what only a thread of the program can do. */
  static void requireThread(String what, int site) {
    if (!world.tracking()) {
      throw world.unmodelled(what + " outside of an actor", site);
    }
  }

  /** The same for everyone, in every execution. */
  public static int identityHash(Object object, int site) {
    return object == null ? 0 : world.memory.naming().block(object);
  }

  /** {@code Object.hashCode} of an object of any class. */
  public static int hash(Object object, int site) {
    boolean identity = object.getClass() == Object.class || object.getClass().isArray();
    return identity ? identityHash(object, site) : object.hashCode();
  }

  /** Time stands still. */
  public static long fixedTime(int site) {
    return 0;
  }

  /** A class initialiser begins. */
  public static void beginStatic() {
    world.strands.beginStatic();
  }

  /** A class initialiser ends. */
  public static void endStatic() {
    world.strands.endStatic();
  }

  /** A field of a result object is used. */
  public static void result(int field) {
    world.result(field);
  }

  /** The user's line that is about to call a clone or a model. */
  public static void at(int site) {
    world.current().callSite = site;
  }

  /** The site of the user's line that called the model that asks. */
  static int here() {
    return world.current().callSite;
  }

  /** A turn of a loop begins that may be one of waiting. */
  public static void turn(int site) {
    if (world.tracking()) {
      Strand strand = world.current();
      strand.beginTurn(site);
    }
  }

  /** A turn ends that may have been one of waiting. */
  public static void retry(int site) {
    if (world.tracking()) {
      world.threads.retry(site);
    }
  }

  /** An object has been made whose changes memory does not show, if it is none of ours. */
  public static void made(Object object) {
    if (world.tracking() && object != null && !(object instanceof Tracked)) {
      world.current().made(object);
    }
  }

  /** One of these changes; null stands for one that nobody knows. */
  public static void changed(Object object) {
    if (world.tracking() && !(object instanceof Tracked)) {
      world.current().changedUnseen(object);
    }
  }

  /** A turn of a loop ends. */
  public static void loop(int site) {
    if (world.tracking()) {
      world.threads.loop(site);
    }
  }

  /** Refuses what is not modelled. */
  @SuppressWarnings("DoNotCallSuggester") // only rewritten code calls it
  public static void refuse(String what, int site) {
    throw world.unmodelled(what, site);
  }
}
