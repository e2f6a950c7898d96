package io.quiesce.stack.goroutine;

/** A frame, a word of a frame or a pointer in a frame that is not what an operation needs. */
public final class FrameException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the goroutine, the frame and the word. */
  public FrameException(String message) {
    super(message);
  }
}
