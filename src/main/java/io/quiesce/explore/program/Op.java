package io.quiesce.explore.program;

/**
 * One visible operation of a thread: what it is about to do, before it is done.
 *
 * <p>Mutable and reused: a program keeps one per thread and fills it by one of the methods named
 * after the kinds, each of which sets every field. The search copies what it needs before it
 * resumes the thread. Until it is filled it is an END. Not thread-safe; confined to its worker.
 */
public final class Op {
  private Kind kind = Kind.END;
  private Mode mode = Mode.PLAIN;
  private ValueType type = ValueType.LONG;
  private Rmw rmw = Rmw.SET;
  private Fence fence = Fence.FULL;
  private int location;
  private long value;
  private long expected;
  private long awaited;
  private long mask;
  private boolean negated;
  private int thread;
  private long object;
  private int site;
  private String message = "";

  private Op reset(Kind newKind, int newSite) {
    kind = newKind;
    site = newSite;
    mode = Mode.PLAIN;
    type = ValueType.LONG;
    rmw = Rmw.SET;
    fence = Fence.FULL;
    location = -1;
    value = 0;
    expected = 0;
    awaited = 0;
    mask = 0;
    negated = false;
    thread = -1;
    object = 0;
    message = "";
    return this;
  }

  /** Becomes a read of {@code newLocation}. */
  public Op read(int newLocation, Mode newMode, int newSite) {
    reset(Kind.READ, newSite);
    location = newLocation;
    mode = newMode;
    return this;
  }

  /** Becomes a write of {@code newValue} to {@code newLocation}. */
  public Op write(int newLocation, long newValue, Mode newMode, int newSite) {
    reset(Kind.WRITE, newSite);
    location = newLocation;
    value = newValue;
    mode = newMode;
    return this;
  }

  /** Becomes a read-modify-write that is no compare-and-set. */
  public Op update(int newLocation, Rmw operator, long operand, Mode newMode, int newSite) {
    reset(Kind.RMW, newSite);
    location = newLocation;
    rmw = operator;
    value = operand;
    mode = newMode;
    return this;
  }

  /**
   * Becomes a compare-and-set from {@code from} to {@code to}; {@code weak}: may fail spuriously.
   */
  public Op compareAndSet(
      int newLocation, long from, long to, boolean weak, Mode newMode, int newSite) {
    update(newLocation, weak ? Rmw.WEAK_CAS : Rmw.CAS, to, newMode, newSite);
    expected = from;
    return this;
  }

  /**
   * Turns the read or read-modify-write that this is into one that waits until {@code (value read &
   * newMask) == newAwaited}, or with {@code not} until they differ.
   */
  public Op await(long newMask, long newAwaited, boolean not) {
    kind = kind == Kind.READ ? Kind.AWAIT_READ : Kind.AWAIT_RMW;
    mask = newMask;
    awaited = newAwaited;
    negated = not;
    return this;
  }

  /** Says what type the location of the access has that this is; without it, {@code LONG}. */
  public Op of(ValueType newType) {
    type = newType;
    return this;
  }

  /** Marks the read or write that this is as an access to a final field of {@code finalOf}. */
  public Op finalFieldOf(long finalOf) {
    object = finalOf;
    return this;
  }

  /** What orders it: the fence that it is, or its access mode. */
  public Ordering ordering() {
    return kind == Kind.FENCE ? fence : mode;
  }

  /** The same with another fence or another mode. */
  public Op ordered(Ordering ordering) {
    if (ordering instanceof Fence newFence) {
      fence = newFence;
    } else {
      mode = (Mode) ordering;
    }
    return this;
  }

  /** Becomes a fence. */
  public Op fence(Fence newFence, int newSite) {
    reset(Kind.FENCE, newSite);
    fence = newFence;
    return this;
  }

  /** Becomes the freeze of the final fields of {@code frozen}. */
  public Op freeze(long frozen, int newSite) {
    reset(Kind.FREEZE, newSite);
    object = frozen;
    return this;
  }

  /** Becomes the start of thread {@code started}. */
  public Op spawn(int started, int newSite) {
    reset(Kind.SPAWN, newSite);
    thread = started;
    return this;
  }

  /** Becomes the wait for the end of thread {@code joined}. */
  public Op join(int joined, int newSite) {
    reset(Kind.JOIN, newSite);
    thread = joined;
    return this;
  }

  /** Becomes the first operation of a thread. */
  public Op begin(int newSite) {
    return reset(Kind.BEGIN, newSite);
  }

  /** Becomes the end of a thread. */
  public Op end() {
    return reset(Kind.END, 0);
  }

  /** Becomes a free choice among {@code options} numbers; there must be at least one. */
  public Op choice(int options, int newSite) {
    reset(Kind.CHOICE, newSite);
    value = options;
    return this;
  }

  /** Becomes the end of a turn of {@code operations} operations, 0 for not known. */
  public Op spin(int operations, int newSite) {
    reset(Kind.SPIN, newSite);
    value = operations;
    return this;
  }

  /** Becomes the report of an error. */
  public Op error(String newMessage, int newSite) {
    reset(Kind.ERROR, newSite);
    message = newMessage;
    return this;
  }

  /** Becomes the end of this execution at a bound that the program keeps. */
  public Op cut(String newMessage, int newSite) {
    reset(Kind.CUT, newSite);
    message = newMessage;
    return this;
  }

  /** What is asked. */
  public Kind kind() {
    return kind;
  }

  /** The access mode; {@link Mode#PLAIN} where the kind has none. */
  public Mode mode() {
    return mode;
  }

  /** The type of the location. */
  public ValueType type() {
    return type;
  }

  /** The operator of a read-modify-write. */
  public Rmw rmw() {
    return rmw;
  }

  /** Which fence, for {@link Kind#FENCE}. */
  public Fence fence() {
    return fence;
  }

  /** The location accessed, or -1. */
  public int location() {
    return location;
  }

  /** The value written, the operand, the number of options or the length of a turn. */
  public long value() {
    return value;
  }

  /** The value that a compare-and-set expects. */
  public long expected() {
    return expected;
  }

  /** The thread started or joined, or -1. */
  public int thread() {
    return thread;
  }

  /** The object frozen, or whose final field is accessed, or 0. */
  public long object() {
    return object;
  }

  /** The source line, as a number that {@link Program#describeSite} explains. */
  public int site() {
    return site;
  }

  /** The text of an error or of a bound; empty otherwise. */
  public String message() {
    return message;
  }

  /** A copy that stays as it is when this is filled again. */
  public Op copy() {
    Op copy = new Op().reset(kind, site);
    copy.mode = mode;
    copy.type = type;
    copy.rmw = rmw;
    copy.fence = fence;
    copy.location = location;
    copy.value = value;
    copy.expected = expected;
    copy.awaited = awaited;
    copy.mask = mask;
    copy.negated = negated;
    copy.thread = thread;
    copy.object = object;
    copy.message = message;
    return copy;
  }

  /** True if the other asks for the very same thing. */
  public boolean sameAs(Op other) {
    return kind == other.kind
        && location == other.location
        && value == other.value
        && mode == other.mode
        && site == other.site
        && expected == other.expected
        && rmw == other.rmw
        && fence == other.fence
        && type == other.type
        && thread == other.thread
        && object == other.object
        && awaited == other.awaited
        && mask == other.mask
        && negated == other.negated
        && message.equals(other.message);
  }

  /** Names the operation by its numbers, for messages about programs that cannot name it better. */
  @Override
  public String toString() {
    String access = location < 0 ? "" : " location " + location + " " + mode + " value " + value;
    String other = thread < 0 ? "" : " thread " + thread;
    return kind + access + other + " at site " + site + (message.isEmpty() ? "" : ": " + message);
  }

  /** True if an await with this condition may go on after reading {@code read}. */
  public boolean passes(long read) {
    return ((read & mask) == awaited) != negated;
  }
}
