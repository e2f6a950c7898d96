package io.quiesce.explore.java.strand;

/** A body of code that can stop in the middle and go on later, on the thread of its caller. */
interface Coroutine {
  /** Runs the body from where it stands to its next {@link #pause} or its end. */
  void run();

  /** Called by the body: gives control back to the caller of {@link #run}. */
  void pause();

  /** Drops the body wherever it stands; it is not run again. */
  void abandon();

  /** The thread that the body runs on, while it runs. */
  Thread carrier();
}
