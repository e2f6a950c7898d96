package io.quiesce.explore.java;

import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Program;
import io.quiesce.explore.program.Script;
import io.quiesce.explore.transform.UnmodelledException;
import java.util.ArrayList;
import java.util.List;

/**
 * One Java program under exploration: the threads, and what the hooks of one class loader do.
 *
 * <p>At any time one strand is current: a thread of the program, the set-up, or a class
 * initialiser. Only what a thread does is tracked. Confined to one worker.
 */
public final class World implements Program, AutoCloseable {
  public final Heap heap = new Heap();
  public final Memory memory = new Memory(this);
  public final Monitors monitors = new Monitors(this);
  public final Threads threads = new Threads(this);
  public final Handles handles = new Handles(this);
  private final IsolatingLoader loader;
  private final Shown shown;
  private final ThreadBodies bodies = new ThreadBodies(this);
  private final ThreadPool pool = new ThreadPool();
  private final List<Strand> strands = new ArrayList<>();
  private final Strand setup = new Strand(Strand.SETUP);
  private final Strand permanent = new Strand(Strand.PERMANENT);
  private Scenario scenario;
  private Strand current = setup;
  private Strand beforeStatic;
  private int staticDepth;
  private boolean tracking;
  private Thread runner;
  private final ResultOwners results = new ResultOwners();
  private final Refusal refusal = new Refusal();

  World(IsolatingLoader loader) {
    this.loader = loader;
    this.shown = new Shown(heap, loader);
  }

  /** Sets what is run; to be called once, before the first {@link #restart}. */
  public void run(Scenario what) {
    scenario = what;
  }

  public IsolatingLoader loader() {
    return loader;
  }

  public Strand current() {
    return current;
  }

  /** Whether accesses are operations now. */
  public boolean tracking() {
    return tracking;
  }

  /** Whether the state of an execution is being built, outside of class initialisers. */
  public boolean settingUp() {
    return current == setup;
  }

  @Override
  public int restart() {
    strands.forEach(this::drop);
    heap.restart();
    memory.restart();
    setup.reset();
    staticDepth = 0;
    tracking = false;
    current = setup;
    results.reset();
    runner = Thread.currentThread();
    build();
    int count = firstFree();
    for (int i = 0; i < count; i++) {
      Strand strand = strand(i);
      strand.coroutine = Coroutines.create(() -> bodies.run(scenario, strand), pool);
    }
    return count;
  }

  private void build() {
    try {
      scenario.build();
    } catch (Throwable e) {
      throw refused(Refusal.of(e, "building the state"));
    }
    refusal.check();
  }

  private void drop(Strand strand) {
    if (strand.coroutine != null && !strand.ended) {
      current = strand;
      strand.coroutine.abandon();
    }
    strand.reset();
  }

  /** The strand of a number, made when it is first asked for. */
  public Strand strand(int index) {
    while (strands.size() <= index) {
      strands.add(new Strand(strands.size()));
    }
    return strands.get(index);
  }

  /** Prepares a thread that the program starts itself. */
  void prepare(Strand strand, Runnable body) {
    strand.coroutine = Coroutines.create(() -> bodies.run(strand, body), pool);
  }

  /** The first number that no actor and no arbiter has. */
  int firstFree() {
    return scenario.actors() + (scenario.hasArbiter() ? 1 : 0);
  }

  @Override
  public Op resume(int thread, long result) {
    Strand strand = strands.get(thread);
    strand.result = result;
    current = strand;
    tracking = true;
    try {
      strand.coroutine.run();
    } finally {
      tracking = false;
      current = setup;
    }
    refusal.check();
    return strand.op;
  }

  @Override
  public Op replay(int thread, long result, Script script) {
    strands.get(thread).script = script;
    try {
      return resume(thread, result);
    } finally {
      strands.get(thread).script = null;
    }
  }

  /** Remembers the first refusal, for the caller of the search, and returns it to be thrown. */
  public <T extends RuntimeException> T refused(T e) {
    return refusal.remember(e);
  }

  /** The code has reached something that is not modelled. */
  public UnmodelledException unmodelled(String what, int site) {
    String where = site == 0 ? "" : ", reached at " + describeSite(site);
    return refused(new UnmodelledException(what + " is not modelled" + where));
  }

  /** Hands an operation to the search and returns its answer. */
  public long emit(Op op) {
    Strand strand = current;
    Thread carrier = strand.coroutine.carrier();
    if (Thread.currentThread() != (carrier == null ? runner : carrier)) {
      throw refused(
          new UnmodelledException(
              "thread " + Thread.currentThread().getName() + " was not started by the explorer"));
    }
    strand.operations++;
    Script script = strand.script;
    if (script != null && script.hasNext() && op.kind() != Kind.END) {
      return script.answer(op);
    }
    pause(strand);
    return strand.result;
  }

  private void pause(Strand strand) {
    try {
      strand.coroutine.pause();
    } catch (IllegalStateException e) {
      throw refused(
          new UnmodelledException(
              "a visible operation inside a native method or a monitor of the JDK ("
                  + e.getMessage()
                  + ")"));
    }
    current = strand;
    tracking = true;
  }

  /** The line of the user for an operation: that of the caller, for clones and models. */
  public int site(int site) {
    boolean library = loader.sites().get(site).inLibrary();
    return library && current.callSite != 0 ? current.callSite : site;
  }

  /**
   * A static field is written while nothing is tracked: in a class initialiser that is as it should
   * be, elsewhere it would reach into the next execution (J1).
   */
  public void requireStatic(int site) {
    if (current == setup) {
      throw unmodelled("writing a static field while the state of an execution is built", site);
    }
  }

  /** A class initialiser begins: what it does is not tracked. */
  public void beginStatic() {
    if (staticDepth++ == 0) {
      beforeStatic = current;
      current = permanent;
      tracking = false;
    }
  }

  /** A class initialiser has ended. */
  public void endStatic() {
    if (staticDepth > 0 && --staticDepth == 0) {
      current = beforeStatic;
      tracking = current.isThread();
    }
  }

  /** A field of a result object is used: each belongs to one actor, and to the arbiter. */
  public void result(int field) {
    if (!tracking || current.index >= scenario.actors()) {
      return;
    }
    if (!results.claim(field, current.index)) {
      throw refused(new SharedResultException("r" + (field + 1)));
    }
  }

  @Override
  public long initialValue(int location) {
    return heap.initial(location);
  }

  @Override
  public String outcome() {
    return scenario.outcome();
  }

  @Override
  public String describeLocation(int location) {
    return shown.location(location);
  }

  @Override
  public String describeSite(int site) {
    return loader.sites().get(site).shown();
  }

  @Override
  public String describeValue(int location, long value) {
    return shown.value(location, value);
  }

  @Override
  public void close() {
    strands.forEach(this::drop);
    pool.close();
  }
}
