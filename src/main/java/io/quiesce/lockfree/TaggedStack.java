package io.quiesce.lockfree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A Treiber stack of element ids whose head carries a tag against ABA (Go: {@code lfstack}, with
 * the count per head instead of per node; R. K. Treiber, IBM RJ 5118, 1986).
 *
 * <pre>
 *  63          32 31           0
 * +--------------+--------------+
 * |     tag      | id, or NIL   |
 * +--------------+--------------+
 * </pre>
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Push(id).</b> The caller owns id. Write id's link to the id now on top, then
 *       compare-and-set the head to (tag + 1, id).
 *   <li><b>Pop.</b> Read the head (tag, id), read id's link, compare-and-set the head to (tag,
 *       link). Success makes the caller the owner of id.
 *   <li><b>Detach all.</b> One atomic or of all ones into the id makes the head (tag, NIL); the
 *       caller owns the chain that the links describe from the id that was on top.
 * </ol>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>I1. An id is in the stack or owned by one caller: each push is taken back by exactly one
 *       pop or detach.
 *   <li>I2. The link of an id in the stack does not change.
 *   <li>I3. Whoever takes an id sees what its pusher wrote before the push (W9).
 * </ul>
 *
 * <h2>Why a late pop fails</h2>
 *
 * A pop may be delayed between its read of the head (t, a) and its compare-and-set. Meanwhile a may
 * be popped, its memory reused, its link rewritten, and a pushed again; the delayed pop then holds
 * a stale link. Suppose its compare-and-set still succeeded, so the head is (t, a) again. Only a
 * push changes the tag, and each push changes it, so no push came between (up to 2^32 pushes within
 * one delay). Without a push the stack only loses elements, and an id that has left cannot be on
 * top; so a never left, and by I2 its link is the one that was read. Contradiction. The stale read
 * itself must be harmless: links are type-stable, that is, {@link Links#next} of any id that was
 * ever pushed may be called at any time and returns some int.
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>push: head CAS</td><td>volatile</td><td>pop's and detach's head read</td><td>without
 *       release I3; without acquire I3 for the elements below, whose pushers only this CAS hands
 *       on; without volatile a caller's later load of another word moves before it (E5)</td></tr>
 *   <tr><td>pop: head load</td><td>acquire</td><td>push's CAS</td><td>the link read may be older
 *       than the push: I1</td></tr>
 *   <tr><td>pop: head CAS</td><td>volatile</td><td>push's CAS, next pop</td><td>I3 as for push: it
 *       hands on what is below</td></tr>
 *   <tr><td>detach: or into the head</td><td>acquire</td><td>push's CAS</td><td>I3; it leaves
 *       nothing below, so it needs no release</td></tr>
 *   <tr><td>links</td><td>opaque, by the caller</td><td>validated by the head CAS</td><td>torn or
 *       invented values</td></tr>
 * </table>
 *
 * <p>Lock-free: a compare-and-set fails only because another one succeeded. Not promised: fairness,
 * or an order between concurrent pushes.
 */
public final class TaggedStack {
  /** No element: the answer of an empty stack, and the link of the lowest element. */
  public static final int NIL = -1;

  private static final VarHandle HEAD;
  private static final long ID_MASK = 0xffff_ffffL;
  private static final long TAG_ONE = 1L << 32;

  static {
    try {
      HEAD = MethodHandles.lookup().findVarHandle(TaggedStack.class, "head", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The links of the elements, kept by whoever owns the elements' memory. */
  public interface Links {
    /**
     * The link of {@code id}, read in opaque mode. May be called for any id that was ever pushed,
     * also after it was popped and its memory given another use; it then returns any int.
     */
    int next(int id);

    /** Sets the link of {@code id}, in opaque mode. Called by the owner of {@code id} only. */
    void setNext(int id, int next);
  }

  private final Links links;

  @SuppressWarnings("UnusedVariable") // through HEAD
  private long head = ID_MASK;

  /** An empty stack whose elements are linked through {@code links}. */
  public TaggedStack(Links links) {
    this.links = links;
  }

  /**
   * Puts {@code id} on top. The caller owned it and no longer does. Volatile: a load that follows
   * cannot move before it, so the caller may publish and then look again (E5).
   *
   * @param id at least 0, and in no stack that shares these links
   * @throws IllegalArgumentException if it is negative
   */
  public void push(int id) {
    if (id < 0) {
      throw new IllegalArgumentException("push: id " + id + " is negative; ids start at 0");
    }
    // opaque: only a guess, the CAS below decides
    long seen = (long) HEAD.getOpaque(this);
    while (true) {
      links.setNext(id, idOf(seen));
      // volatile, pairs with pop and detachAll; weakened: I3, and the caller's re-check (E5)
      long witness = (long) HEAD.compareAndExchange(this, seen, pushed(seen, id));
      if (witness == seen) {
        return;
      }
      seen = witness;
    }
  }

  /** Takes the element on top, or returns {@link #NIL} if there is none. */
  public int pop() {
    // acquire, pairs with push; weakened: the link read below may precede the push (I1)
    long seen = (long) HEAD.getAcquire(this);
    while (idOf(seen) != NIL) {
      long below = (seen & ~ID_MASK) | (links.next(idOf(seen)) & ID_MASK);
      // volatile: acquires the element, hands on what is below (I3); fails if the link was stale
      long witness = (long) HEAD.compareAndExchange(this, seen, below);
      if (witness == seen) {
        return idOf(seen);
      }
      seen = witness;
    }
    return NIL;
  }

  /**
   * Takes all elements at once. The caller owns the chain and walks it with {@link Links#next}
   * until {@link #NIL}; a late pop may still read these links, never write them.
   *
   * @return the element that was on top, or {@link #NIL}
   */
  public int detachAll() {
    // acquire, pairs with push; the tag stays, so a late pop of an old head fails (see above)
    return idOf((long) HEAD.getAndBitwiseOrAcquire(this, ID_MASK));
  }

  /** The element on top at this moment, or {@link #NIL}. Acquire, pairs with push. */
  public int peek() {
    return idOf((long) HEAD.getAcquire(this));
  }

  /** Whether the stack is empty at this moment. Volatile, for a re-check after a publication. */
  public boolean isEmpty() {
    return idOf((long) HEAD.getVolatile(this)) == NIL;
  }

  @Override
  public String toString() {
    long seen = (long) HEAD.getOpaque(this);
    int id = idOf(seen);
    return "TaggedStack[top " + (id == NIL ? "none" : id) + ", tag " + (seen >>> 32) + "]";
  }

  private static long pushed(long seen, int id) {
    return ((seen & ~ID_MASK) + TAG_ONE) | id;
  }

  private static int idOf(long head) {
    return (int) head;
  }
}
