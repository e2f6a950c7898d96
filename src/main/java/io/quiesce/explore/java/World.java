package io.quiesce.explore.java;

import io.quiesce.explore.java.heap.Heap;
import io.quiesce.explore.java.heap.Naming;
import io.quiesce.explore.java.heap.Shown;
import io.quiesce.explore.java.memory.Handles;
import io.quiesce.explore.java.memory.Memory;
import io.quiesce.explore.java.memory.Monitors;
import io.quiesce.explore.java.memory.Threads;
import io.quiesce.explore.java.strand.Scenario;
import io.quiesce.explore.java.strand.SharedResultException;
import io.quiesce.explore.java.strand.Strand;
import io.quiesce.explore.java.strand.Strands;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Program;
import io.quiesce.explore.program.Script;
import io.quiesce.explore.transform.UnmodelledException;
import java.util.Arrays;

/**
 * One Java program under exploration: its threads, its memory, and what the hooks of one class
 * loader do. Confined to one worker.
 */
public final class World implements Program, AutoCloseable {
  public final Heap heap;
  public final Strands strands;
  public final Memory memory;
  public final Threads threads;
  public final Monitors monitors;
  public final Handles handles;
  private final IsolatingLoader loader;
  private final Shown shown;
  private final ResultOwners results = new ResultOwners();
  private Scenario scenario;

  /** For each location 0 if it has not been asked about, 1 if it holds references, 2 if not. */
  private byte[] references = new byte[64];

  World(IsolatingLoader loader) {
    this.loader = loader;
    this.heap = loader.heap();
    this.strands = new Strands(loader.sites());
    Naming naming = new Naming(strands, heap, loader.infos(), loader::owns);
    this.memory = new Memory(strands, heap, naming);
    this.threads = new Threads(strands, memory);
    this.monitors = new Monitors(strands, memory, threads);
    this.handles = new Handles(strands, memory);
    this.shown = new Shown(heap, loader.infos(), loader.statics());
  }

  /** Sets what is run; to be called once, before the first {@link #restart}. */
  public void run(Scenario what) {
    scenario = what;
  }

  /** The loader whose classes it runs. */
  public IsolatingLoader loader() {
    return loader;
  }

  /** The strand that runs now. */
  public Strand current() {
    return strands.current();
  }

  /** Whether accesses are operations now. */
  public boolean tracking() {
    return strands.tracking();
  }

  /** The code has reached something that is not modelled. */
  public UnmodelledException unmodelled(String what, int site) {
    return strands.unmodelled(what, site);
  }

  @Override
  public int restart() {
    strands.restart();
    heap.restart();
    memory.restart();
    results.reset();
    return strands.begin(scenario);
  }

  @Override
  public Op resume(int thread, long result) {
    return strands.resume(thread, result);
  }

  @Override
  public Op replay(int thread, long result, Script script) {
    return strands.replay(thread, result, script);
  }

  /** A field of a result object is used: each belongs to one actor, and to the arbiter. */
  public void result(int field) {
    int actor = strands.current().index;
    boolean free = !strands.tracking() || actor >= scenario.actors();
    if (!free && !results.claim(field, actor)) {
      throw strands.refused(new SharedResultException("r" + (field + 1)));
    }
  }

  @Override
  public boolean refersToWriter(int location) {
    if (location >= references.length) {
      references = Arrays.copyOf(references, 2 * location);
    }
    if (references[location] == 0) {
      references[location] = (byte) (shown.isReference(location) ? 1 : 2);
    }
    return references[location] == 1;
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
    return strands.sites().get(site).shown();
  }

  @Override
  public String describeValue(int location, long value) {
    return shown.value(location, value);
  }

  @Override
  public void close() {
    strands.close();
  }
}
