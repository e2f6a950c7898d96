package io.quiesce.runtime.code;

import io.quiesce.stack.goroutine.FrameLayout;

/**
 * A function of a goroutine: a state machine over the words of its frame.
 *
 * <pre>
 *   word 0    program counter; 0 when the function is entered
 *   word 1    number that the last callee returned
 *   word 2    pointer that the last callee returned
 *   word 3..  arguments, then locals
 * </pre>
 *
 * <p>An instance is shared by all goroutines that execute it and keeps no state of theirs.
 */
public abstract class Function {
  /** The word of the program counter. */
  public static final int PC = 0;

  /** The word that holds the number that the last callee returned. */
  public static final int NUMBER = 1;

  /** The word that holds the pointer that the last callee returned. */
  public static final int POINTER = 2;

  /** The first word of the function's own; its arguments begin here. */
  public static final int LOCAL = 3;

  private final FrameLayout layout;
  private int number;

  /**
   * A function.
   *
   * @param name for messages
   * @param locals how many words of its own it has
   * @param pointerWords which of its words, counted from 0 of the frame, are pointers, apart from
   *     {@link #POINTER}
   */
  protected Function(String name, int locals, int... pointerWords) {
    int[] pointers = new int[pointerWords.length + 1];
    pointers[0] = POINTER;
    System.arraycopy(pointerWords, 0, pointers, 1, pointerWords.length);
    layout = new FrameLayout(name, LOCAL + locals, pointers);
  }

  /**
   * Executes from the program counter on to the next call, return, park or yield, or as far as it
   * likes; at the end of the step the goroutine can be preempted.
   */
  protected abstract void step(Routine r);

  /** The frame. */
  public final FrameLayout layout() {
    return layout;
  }

  /** The number of the layout in the frame table; set when the function is linked. */
  final int number() {
    return number;
  }

  final void linkedAs(int layoutNumber) {
    number = layoutNumber;
  }

  @Override
  public String toString() {
    return layout.name();
  }
}
