package io.quiesce.explore.java.strand;

import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * One thread of the program under exploration, or (with a negative index) the code that runs before
 * and around the threads. Fields are used by the classes of this package only; confined to the
 * worker.
 */
public final class Strand {
  /** Builds state for one execution, and computes its outcome. */
  public static final int SETUP = -1;

  /** Runs class initialisers: what they make lives as long as the loader. */
  public static final int PERMANENT = -2;

  public final int index;
  public final Op op = new Op();
  public final List<Object> dirty = new ArrayList<>();
  public final Map<Integer, Integer> held = new HashMap<>();
  public final Map<Integer, Integer> iterations = new HashMap<>();
  private final Turns turns = new Turns();
  private final List<Object> constructing = new ArrayList<>();
  private final IdentityHashMap<Object, Object> locals = new IdentityHashMap<>();
  Coroutine coroutine;
  public Script script;
  public long result;
  public boolean ended;

  /** Objects created so far: the second half of their name. */
  public int births;

  /** Operations so far. */
  public int operations;

  /** The user's line that called into a clone or a model. */
  public int callSite;

  /** The instruction whose hook is being run. */
  public int site;

  /** Blocks and layouts of the objects by ordinal, as they were in the last execution. */
  public int[] blocks = new int[8];

  public int[] layouts = new int[8];

  /** The object that {@code Thread.currentThread()} gives, or null if it has not been asked. */
  public Object thread;

  Strand(int index) {
    this.index = index;
  }

  /** Forgets one execution. */
  public void reset() {
    dirty.clear();
    constructing.clear();
    held.clear();
    turns.reset();
    iterations.clear();
    if (!locals.isEmpty()) {
      locals.clear();
    }
    coroutine = null;
    script = null;
    ended = false;
    if (index != PERMANENT) {
      births = 0;
    }
    operations = 0;
    callSite = 0;
    thread = null;
  }

  /** The constructor of an object begins. */
  public void beginConstructing(Object object) {
    constructing.add(object);
  }

  /** A constructor of an object returns: the innermost that is under way, if one is. */
  public void endConstructing(Object object) {
    int found = innermost(object);
    if (found >= 0) {
      constructing.remove(found);
    }
  }

  /** Whether a constructor of an object is under way. */
  public boolean isConstructing(Object object) {
    return innermost(object) >= 0;
  }

  /** By identity: what the object's class means by equals is none of our business. */
  private int innermost(Object object) {
    int i = constructing.size() - 1;
    while (i >= 0 && constructing.get(i) != object) {
      i--;
    }
    return i;
  }

  /** Whether a thread-local variable has a value in this thread. */
  public boolean hasLocal(Object key) {
    return locals.containsKey(key);
  }

  /** The value of a thread-local variable. */
  public Object local(Object key) {
    return locals.get(key);
  }

  /** Sets a thread-local variable. */
  public void local(Object key, Object value) {
    turns.changed(Turns.OLD);
    locals.put(key, value);
  }

  /** Forgets a thread-local variable. */
  public void removeLocal(Object key) {
    turns.changed(Turns.OLD);
    locals.remove(key);
  }

  /** A turn of a loop that may be one of waiting begins. */
  public void beginTurn(int loop) {
    turns.begin(loop, operations, births);
  }

  /** How many operations the turn of a loop has done; 0 if it has changed what only it can see. */
  public int operationsOfUselessTurn(int loop) {
    return turns.isSame(loop) ? operations - turns.operationsBefore(loop) : 0;
  }

  /** Whether changes count that only this thread can see. */
  public boolean isInLoop() {
    return !turns.areNone();
  }

  /** An object changes that only this thread can see, and so has made: by its ordinal. */
  public void changed(int ordinal) {
    turns.changed(ordinal);
  }

  /** An object of the JDK has been made whose changes are not seen. */
  public void made(Object object) {
    turns.made(object);
  }

  /** One of these changes; null stands for one that nobody knows. */
  public void changedUnseen(Object object) {
    turns.changedUnseen(object);
  }

  /** Notes which block the object of an ordinal has got. */
  public void remember(int ordinal, int layout, int block) {
    if (ordinal >= blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * ordinal);
      layouts = Arrays.copyOf(layouts, 2 * ordinal);
    }
    blocks[ordinal] = block;
    layouts[ordinal] = layout;
  }

  /** Whether this is a thread of the program. */
  public boolean isThread() {
    return index >= 0;
  }
}
