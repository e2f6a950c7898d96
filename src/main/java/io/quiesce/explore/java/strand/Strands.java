package io.quiesce.explore.java.strand;

import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Script;
import io.quiesce.explore.transform.UnmodelledException;
import io.quiesce.explore.transform.classes.Sites;
import java.util.ArrayList;
import java.util.List;

/**
 * The strands of one world: which of them is current, and how what it does reaches the search.
 *
 * <p>At any time one strand is current: a thread of the program, the set-up, or a class
 * initialiser. Only what a thread does is tracked. Confined to one worker.
 */
public final class Strands implements AutoCloseable {
  private final Sites sites;
  private final ThreadBodies bodies = new ThreadBodies(this);
  private final ThreadPool pool = new ThreadPool();
  private final List<Strand> threads = new ArrayList<>();
  private final Strand setup = new Strand(Strand.SETUP);
  private final Strand permanent = new Strand(Strand.PERMANENT);
  private final Refusal refusal = new Refusal();
  private Strand current = setup;
  private Strand beforeStatic;
  private int staticDepth;
  private int firstFree;
  private boolean tracking;
  private Thread runner;

  /** No threads yet; {@code sites} say where an instruction is. */
  public Strands(Sites sites) {
    this.sites = sites;
  }

  /** The one that runs now. */
  public Strand current() {
    return current;
  }

  /** Whether accesses are operations now. */
  public boolean tracking() {
    return tracking;
  }

  /** The instructions that touch shared memory. */
  public Sites sites() {
    return sites;
  }

  /** Drops all threads and makes the set-up current: an execution begins. */
  public void restart() {
    threads.forEach(this::drop);
    setup.reset();
    staticDepth = 0;
    tracking = false;
    current = setup;
    runner = Thread.currentThread();
  }

  private void drop(Strand strand) {
    if (strand.coroutine != null && !strand.ended) {
      current = strand;
      strand.coroutine.abandon();
    }
    strand.reset();
  }

  /**
   * Builds the state of a scenario and prepares its actors and its arbiter.
   *
   * @return how many threads there are now
   */
  public int begin(Scenario scenario) {
    firstFree = scenario.actors() + (scenario.hasArbiter() ? 1 : 0);
    try {
      scenario.build();
    } catch (Throwable e) {
      throw refused(Refusal.of(e, "building the state"));
    }
    refusal.check();
    for (int i = 0; i < firstFree; i++) {
      Strand strand = thread(i);
      strand.coroutine = Coroutines.create(() -> bodies.run(scenario, strand), pool);
    }
    return firstFree;
  }

  /** The thread of a number, made when it is first asked for. */
  public Strand thread(int index) {
    while (threads.size() <= index) {
      threads.add(new Strand(threads.size()));
    }
    return threads.get(index);
  }

  /** Prepares a thread that the program starts itself. */
  public void prepare(Strand strand, Runnable body) {
    strand.coroutine = Coroutines.create(() -> bodies.run(strand, body), pool);
  }

  /** The first number that no actor and no arbiter has. */
  public int firstFree() {
    return firstFree;
  }

  /** Runs a thread to its next operation; {@code result} answers its previous one. */
  public Op resume(int thread, long result) {
    Strand strand = threads.get(thread);
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

  /** Runs a thread to its next operation that the script does not answer. */
  public Op replay(int thread, long result, Script script) {
    threads.get(thread).script = script;
    try {
      return resume(thread, result);
    } finally {
      threads.get(thread).script = null;
    }
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

  /** Remembers the first refusal, for the caller of the search, and returns it to be thrown. */
  public <T extends RuntimeException> T refused(T e) {
    return refusal.remember(e);
  }

  /** The code has reached something that is not modelled. */
  public UnmodelledException unmodelled(String what, int site) {
    String where = site == 0 ? "" : ", reached at " + sites.get(site).shown();
    return refused(new UnmodelledException(what + " is not modelled" + where));
  }

  /** The line of the user for an operation: that of the caller, for clones and models. */
  public int site(int site) {
    boolean library = sites.get(site).inLibrary();
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

  @Override
  public void close() {
    threads.forEach(this::drop);
    pool.close();
  }
}
