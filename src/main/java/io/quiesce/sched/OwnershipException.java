package io.quiesce.sched;

/** An M used, took or gave back a P that it does not own, or that is not idle. */
public final class OwnershipException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the operation, the M and the P's word. */
  public OwnershipException(String message) {
    super(message);
  }
}
