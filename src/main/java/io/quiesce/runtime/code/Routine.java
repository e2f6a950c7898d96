package io.quiesce.runtime.code;

import io.quiesce.runtime.schedule.Scheduler;
import io.quiesce.sched.G;
import io.quiesce.sched.M;
import io.quiesce.stack.StackMemory;
import io.quiesce.stack.goroutine.FrameLayout;
import io.quiesce.stack.goroutine.Frames;
import io.quiesce.stack.goroutine.GoroutineStacks;

/**
 * The instructions of a goroutine, on the M that runs it. They name words of the youngest frame.
 *
 * <p>{@link #call}, {@link #go}, {@link #allocate}, {@link #send}, {@link #receive} and {@link
 * #collect} are safe points. After {@code call}, {@code ret}, {@code gosched}, {@code send}, {@code
 * receive} and {@code collect} the step must return: the youngest frame, or the M, may be another
 * one.
 */
public final class Routine {
  /** What the step ended with. */
  enum Flow {
    ON,
    YIELD,
    PARKED,
    ENDED
  }

  /** What all routines share. */
  record Services(
      Code code,
      GoroutineStacks stacks,
      StackMemory stackMemory,
      Goroutines goroutines,
      Scheduler scheduler,
      Objects objects) {}

  private final Services services;
  private final Frames frames;
  private final M m;
  private final G g;
  private Flow flow = Flow.ON;

  Routine(Services services, M m, G g) {
    this.services = services;
    this.frames = services.stacks().frames();
    this.m = m;
    this.g = g;
  }

  Flow takeFlow() {
    Flow taken = flow;
    flow = Flow.ON;
    return taken;
  }

  G goroutine() {
    return g;
  }

  M machine() {
    return m;
  }

  Objects objects() {
    return services.objects();
  }

  Scheduler scheduler() {
    return services.scheduler();
  }

  long addressOf(int word) {
    return frames.addressOf(g, word);
  }

  long readStack(long address) {
    return services.stackMemory().getLong(address);
  }

  void writeStack(long address, long value) {
    services.stackMemory().putLong(address, value);
  }

  /** The program counter. */
  public int pc() {
    return (int) get(Function.PC);
  }

  /** Sets the program counter. */
  public void at(int pc) {
    set(Function.PC, pc);
  }

  /** Word {@code word}. */
  public long get(int word) {
    return frames.load(g, word);
  }

  /** Sets word {@code word}, which must not be a pointer. */
  public void set(int word, long value) {
    frames.store(g, word, value);
  }

  /** Copies word {@code from} to word {@code to}. */
  public void move(int to, int from) {
    set(to, get(from));
  }

  /** Sets a pointer word to nil. */
  public void clear(int word) {
    set(word, 0);
  }

  /** The number of this goroutine. */
  public long id() {
    return g.id();
  }

  /**
   * Calls {@code function}, with the named words of this frame as its arguments; continues at
   * {@code resumeAt} when it has returned. The step must return.
   *
   * @throws io.quiesce.stack.goroutine.StackOverflowException if the stack would exceed its limit
   */
  public void call(int resumeAt, Function function, int... arguments) {
    at(resumeAt);
    services.stacks().call(m, function.number());
    long caller = g.stack().bp() + FrameLayout.HEADER_BYTES;
    for (int i = 0; i < arguments.length; i++) {
      set(Function.LOCAL + i, readStack(caller + (long) arguments[i] * Long.BYTES));
    }
  }

  /** Returns {@code number}; the step must return. */
  public void ret(long number) {
    leave(Function.NUMBER, number);
  }

  /** Returns the pointer in {@code word}; the step must return. */
  public void retPointer(int word) {
    leave(Function.POINTER, get(word));
  }

  private void leave(int into, long value) {
    services.stacks().ret(m);
    if (g.stack().bp() == 0) {
      flow = Flow.ENDED;
    } else {
      set(into, value);
    }
  }

  /** Starts a goroutine in {@code entry} with the named words as arguments. */
  public void go(Function entry, int... arguments) {
    m.enterSystemStack();
    try {
      G child = services.goroutines().create(m, entry);
      for (int i = 0; i < arguments.length; i++) {
        int word = Function.LOCAL + i;
        long value = get(arguments[i]);
        if (entry.layout().isPointer(word)) {
          objects().shade(m, value);
        }
        frames.store(child, word, value);
      }
      scheduler().start(m, child);
    } finally {
      m.leaveSystemStack();
    }
  }

  /** Lets others run; the step must return. */
  public void gosched(int resumeAt) {
    at(resumeAt);
    flow = Flow.YIELD;
  }

  /** Sends {@code word}; continues at {@code resumeAt}. The step must return. */
  public void send(int resumeAt, Channel channel, int word) {
    at(resumeAt);
    if (!channel.send(this, word)) {
      flow = Flow.PARKED;
    }
  }

  /** Receives into {@code word}; continues at {@code resumeAt}. The step must return. */
  public void receive(int resumeAt, Channel channel, int word) {
    at(resumeAt);
    if (!channel.receive(this, word)) {
      flow = Flow.PARKED;
    }
  }

  /** Allocates an object and leaves its address in {@code into}. */
  public void allocate(int into, ObjectType type) {
    set(into, objects().allocate(m, type));
  }

  /** Loads pointer {@code field} of the object that {@code object} points to. */
  public void load(int into, int object, int field) {
    set(into, objects().load(get(object), ObjectType.FIRST_POINTER + field));
  }

  /** Stores the pointer in {@code from} into pointer {@code field} of an object. */
  public void store(int object, int field, int from) {
    objects().store(m, get(object), ObjectType.FIRST_POINTER + field, get(from));
  }

  /** Sets pointer {@code field} of an object to nil. */
  public void storeNil(int object, int field) {
    objects().store(m, get(object), ObjectType.FIRST_POINTER + field, 0);
  }

  /** Loads a global variable. */
  public void loadGlobal(int into, int variable) {
    set(into, objects().loadGlobal(variable));
  }

  /** Stores the pointer in {@code from} into a global variable. */
  public void storeGlobal(int variable, int from) {
    objects().storeGlobal(m, variable, get(from));
  }

  /**
   * Checks header and payload of an object.
   *
   * @throws CorruptionException if they are not those of an object of {@code type}
   */
  public void verify(int object, ObjectType type) {
    type.verify(objects().memory(), get(object), "word " + object + " of " + g);
  }

  /** Takes the address of a word of this frame; it follows when the stack moves. */
  public void takeAddress(int into, int word) {
    set(into, addressOf(word));
  }

  /** Loads the number at the stack address in {@code address}. */
  public void loadThrough(int into, int address) {
    set(into, readStack(get(address)));
  }

  /** Stores a number at the stack address in {@code address}. */
  public void storeThrough(int address, long value) {
    writeStack(get(address), value);
  }

  /** The next number below {@code bound} of the generator whose state is in {@code word}. */
  public int random(int word, int bound) {
    // Marsaglia's xorshift64 (Journal of Statistical Software 8, 2003)
    long x = get(word);
    x ^= x << 13;
    x ^= x >>> 7;
    x ^= x << 17;
    set(word, x);
    return (int) Math.floorMod(x >>> 16, (long) bound);
  }

  /**
   * Checks what the program computed.
   *
   * @throws CorruptionException if {@code found} is not {@code expected}
   */
  public void require(String what, long expected, long found) {
    if (expected != found) {
      throw new CorruptionException(g + ": " + what + " is " + found + ", must be " + expected);
    }
  }

  /** Runs a whole cycle; continues at {@code resumeAt}. The step must return. */
  public void collect(int resumeAt) {
    call(resumeAt, services.code().collect());
  }

  /** Gives the caches of this P back. */
  public void flushCaches() {
    objects().flushCaches(m);
  }
}
