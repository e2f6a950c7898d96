package io.quiesce.stack.segmented;

/** A goroutine's stacks would exceed the maximum (Go: "stack overflow", a throw). */
public final class StackLimitException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final long wanted;

  /** Makes the exception: the stable total that was wanted and the limit, in bytes. */
  public StackLimitException(SegmentedG gp, long wanted, long limit) {
    super(
        gp
            + " needs "
            + wanted
            + " bytes of stack, but the limit is "
            + limit
            + "; it recurses too deeply, or setMaxStack must raise the limit");
    this.wanted = wanted;
  }

  /** The total of all segments that the goroutine would have had. */
  public long wanted() {
    return wanted;
  }
}
