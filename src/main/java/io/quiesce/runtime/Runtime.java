package io.quiesce.runtime;

import io.quiesce.gc.Collector;
import io.quiesce.gc.CycleListener;
import io.quiesce.gc.CycleReport;
import io.quiesce.gc.object.ObjectFigures;
import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.phase.PhaseGate;
import io.quiesce.phase.SystemStack;
import io.quiesce.runtime.code.Code;
import io.quiesce.runtime.code.Goroutines;
import io.quiesce.runtime.code.Interpreter;
import io.quiesce.runtime.code.ObjectType;
import io.quiesce.runtime.program.Program;
import io.quiesce.runtime.program.Setting;
import io.quiesce.runtime.schedule.Failures;
import io.quiesce.runtime.schedule.Machines;
import io.quiesce.runtime.schedule.Preempter;
import io.quiesce.runtime.schedule.Scheduler;
import io.quiesce.runtime.watch.Dump;
import io.quiesce.sched.G;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import io.quiesce.stack.StackAllocator;
import io.quiesce.stack.StackConfig;
import io.quiesce.stack.goroutine.FrameTable;
import io.quiesce.stack.goroutine.FreeGoroutines;
import io.quiesce.stack.goroutine.GoroutineConfig;
import io.quiesce.stack.goroutine.GoroutineStacks;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One run of one program.
 *
 * <ol>
 *   <li>Everything is built, bottom up; nothing is static, so several runtimes can live in one JVM.
 *   <li>The main goroutine is started, then the Ms and the preempter.
 *   <li>The caller's thread waits until all goroutines have ended, or something failed, or nothing
 *       happens any more.
 *   <li>Two forced cycles: the first collects what the program left, the second what that one
 *       retained.
 *   <li>The Ms end.
 * </ol>
 *
 * <p>After a failure the threads are left as they are; they are daemons.
 */
@SuppressWarnings("JavaLangClash") // the field's term; java.lang.Runtime is not used beside it
public final class Runtime {
  private static final int LAST_CYCLES = 2;

  private final RuntimeConfig config;
  private final Program program;
  private final PageHeap heap;
  private final Sched sched;
  private final StackAllocator stackAllocator;
  private final GoroutineStacks stacks;
  private final FreeGoroutines free;
  private final Goroutines goroutines;
  private final Scheduler scheduler;
  private final Machines machines;
  private final Collector collector;
  private final Code code;
  private final Interpreter interpreter;
  private final Failures failures = new Failures();

  /**
   * A runtime that is ready to run {@code program} once.
   *
   * @param audit makes the judge of each cycle
   * @param report is told of each cycle, on an M
   */
  public Runtime(
      RuntimeConfig config,
      Program program,
      Function<Runtime, CycleListener> audit,
      Consumer<CycleReport> report) {
    this.config = config;
    this.program = program;
    PhaseGate gate = new PhaseGate(config.procs());
    heap =
        new PageHeap(
            HeapConfig.of(config.heapBytes(), config.procs()).withMemory(config.memory()), gate);
    sched = new Sched(config.procs());
    stackAllocator = new StackAllocator(heap, gate, StackConfig.DEFAULT);
    FrameTable frames = new FrameTable();
    stacks = new GoroutineStacks(stackAllocator, frames, GoroutineConfig.DEFAULT);
    free = new FreeGoroutines(stackAllocator, GoroutineConfig.DEFAULT);
    goroutines = new Goroutines(stacks, free);
    scheduler = new Scheduler(sched);
    code = new Code(frames);
    machines = new Machines(sched, scheduler, this::dispatch, failures);
    collector =
        new Collector(
            config.protocol(),
            config.gogc(),
            sched,
            stackAllocator,
            stacks,
            free,
            new Surroundings(goroutines, scheduler, machines, failures),
            new Listening(audit.apply(this), report),
            System::nanoTime);
    scheduler.setDuties(new CollectorDuties(collector));
    interpreter =
        new Interpreter(
            code,
            stacks,
            stackAllocator.memory(),
            goroutines,
            scheduler,
            new CollectedObjects(collector, gate, heap.memory(), config.procs()),
            collector::goroutineEnds);
  }

  private void dispatch(M m, G g) {
    interpreter.run(m, g);
  }

  /**
   * Runs the program for as long as the configuration says, and to its end.
   *
   * @throws HangException if nothing happens any more
   * @throws RuntimeException what a goroutine, a check of the subject or the audit threw
   */
  public RunSummary run() {
    long began = System.nanoTime();
    long length = (long) (config.seconds() * TimeUnit.SECONDS.toNanos(1));
    return run(() -> System.nanoTime() - began >= length);
  }

  /**
   * Runs the program to its end.
   *
   * @param over says when it shall wind down
   * @throws HangException if nothing happens any more
   * @throws RuntimeException what a goroutine, a check of the subject or the audit threw
   */
  public RunSummary run(BooleanSupplier over) {
    long began = System.nanoTime();
    Setting setting = new Setting(config.procs(), config.seed(), over);
    startMain(setting);
    machines.start();
    Thread preempter =
        new Thread(
            new Preempter(sched, scheduler, machines, program.preemptMicros(), config.seed()),
            "preempter");
    preempter.setDaemon(true);
    preempter.start();
    Progress progress = new Progress(this, setting);
    try {
      progress.await(() -> goroutines.living() == 0);
      for (int i = 0; i < LAST_CYCLES; i++) {
        collectOnce(progress);
      }
    } finally {
      // after a hang, too: Ms that nobody waits for would keep the CPUs busy
      scheduler.stop();
    }
    progress.await(() -> machines.running() == 0);
    return summary(System.nanoTime() - began);
  }

  private void startMain(Setting setting) {
    io.quiesce.runtime.code.Function main = program.link(code, setting);
    M boot = sched.newM();
    boot.acquireAnyP();
    boot.systemstack(() -> startMain(boot, main));
    boot.releasep();
  }

  @SystemStack
  private void startMain(M boot, io.quiesce.runtime.code.Function main) {
    scheduler.start(boot, goroutines.create(boot, main));
  }

  private void collectOnce(Progress progress) {
    progress.await(() -> !collector.cycleUnderWay());
    long target = collector.nextWholeCycle();
    M boot = sched.newM();
    boot.acquireAnyP();
    boolean unused = collector.start(boot, true);
    boot.releasep();
    // with one P, the wake-up of the start found none idle
    scheduler.wake();
    progress.await(() -> collector.cyclesEnded() >= target);
  }

  private RunSummary summary(long nanos) {
    ObjectFigures figures = collector.objects().figures();
    return new RunSummary(
        program.name(),
        nanos,
        collector.cyclesEnded(),
        goroutines.started(),
        figures.allocatedObjects(),
        figures.allocatedBytes());
  }

  /** All Ms, Ps, queues, goroutines and words, for a person to read. */
  public String dump() {
    return Dump.of(sched, scheduler, machines, goroutines, collector);
  }

  /** What went wrong first. */
  Failures failures() {
    return failures;
  }

  /** The setting. */
  public RuntimeConfig config() {
    return config;
  }

  /** The Ps. */
  public Sched sched() {
    return sched;
  }

  /** Which goroutine runs next. */
  public Scheduler scheduler() {
    return scheduler;
  }

  /** All goroutines. */
  public Goroutines goroutines() {
    return goroutines;
  }

  /** The dead ones that wait for another life. */
  public FreeGoroutines freeGoroutines() {
    return free;
  }

  /** The frames. */
  public GoroutineStacks stacks() {
    return stacks;
  }

  /** The stacks. */
  public StackAllocator stackAllocator() {
    return stackAllocator;
  }

  /** The page heap. */
  public PageHeap heap() {
    return heap;
  }

  /** The collector. */
  public Collector collector() {
    return collector;
  }

  /** The types of the program's objects. */
  public List<ObjectType> types() {
    return program.types();
  }
}
