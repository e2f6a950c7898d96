package io.quiesce.stack.segmented;

/**
 * Saved registers (Go: {@code Gobuf}; lr is the register of other machines and always 0 here).
 *
 * <p>Mutable and plain: it belongs to whoever owns the goroutine.
 */
public final class Gobuf {
  /** Stack pointer, an address. */
  public long sp;

  /** Program counter. */
  public long pc;

  /** Closure context: an address, possibly on the stack. */
  public long ctxt;

  /** Return value of the function that returns through here. */
  public long ret;

  /** Makes an empty one. */
  public Gobuf() {}

  /** Forgets everything. */
  public void clear() {
    sp = 0;
    pc = 0;
    ctxt = 0;
    ret = 0;
  }
}
