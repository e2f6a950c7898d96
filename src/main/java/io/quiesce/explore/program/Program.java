package io.quiesce.explore.program;

/**
 * One program under exploration.
 *
 * <h2>For the search</h2>
 *
 * One execution is: {@link #restart}, then any number of {@link #resume} (or {@link #replay}) in an
 * order which the search chooses, then, if all threads have ended and the search wants it, {@link
 * #outcome}. An execution may be abandoned at any point by the next {@code restart}; threads that
 * have begun are then simply dropped.
 *
 * <h2>For the implementor</h2>
 *
 * <ul>
 *   <li>P1. The next operation of a thread is a function of the results that this thread has been
 *       given since {@code restart}, and of nothing else: not of how far other threads are, nor of
 *       earlier executions. The search relies on it, and checks it when it replays.
 *   <li>P2. Locations, sites, threads and objects are numbered so that a number keeps its meaning
 *       for the life of the program object. A name that does not depend on the schedule, such as
 *       (creating thread, how many-th object of that thread), interned into a table that survives
 *       {@code restart}, gives this. Locations and threads should be small numbers: the search
 *       keeps arrays indexed by them. Two program objects of the same program may number
 *       differently, except that the threads that exist at the start are 0 .. n-1 in all.
 *   <li>P3. When a thread is given a value of a location for which {@link #refersToWriter} holds,
 *       such as a reference, the thread that wrote it has been run past the write: the search
 *       replays in an order in which writes come before the reads that read from them. Nothing more
 *       may be assumed about the order in which threads run; in particular a thread may be ahead of
 *       the others, or be run although the search will later undo what it did.
 *   <li>P4. Values are encoded as {@link ValueType} says. An object's id is the same in every
 *       execution in which its creator has the same history.
 *   <li>P5. A thread that exists at the start has nothing before it: what the program did to set up
 *       its state is seen by all, as initial values.
 * </ul>
 *
 * <p>Tearing of plain 64-bit accesses (JLS 17.7) is expressed by two operations on two half
 * locations.
 *
 * <p>Confined to one worker thread.
 */
public interface Program {

  /**
   * Forgets the execution so far and builds a fresh one.
   *
   * @return how many threads exist at the start; they are numbered from 0
   */
  int restart();

  /**
   * Forgets the run of one thread only, so that its next {@code resume} begins it anew, if the
   * program can do that; a program whose threads share nothing but operations can.
   *
   * @return false if it cannot; the search then uses {@link #restart()}
   */
  default boolean restart(int thread) {
    return false;
  }

  /**
   * Runs a thread to its next operation.
   *
   * @param thread a thread that exists and has not ended
   * @param result the result of its previous operation, as {@link Kind} says; ignored the first
   *     time
   * @return the next operation, owned by the program and valid until the thread is resumed again
   */
  Op resume(int thread, long result);

  /**
   * Runs a thread over operations whose results are known, to the first one whose result is not.
   *
   * <p>The same as the calls of {@link #resume} in the default form. A program that runs its
   * threads as coroutines may keep the script, let the thread answer itself from it, and switch
   * back only at the end.
   *
   * @param result as for {@link #resume}
   * @param script the results of the operations that follow
   * @return the first operation that the script does not answer
   */
  default Op replay(int thread, long result, Script script) {
    Op op = resume(thread, result);
    while (script.hasNext()) {
      op = resume(thread, script.answer(op));
    }
    return op;
  }

  /**
   * True if a value read from a location means something only once the thread that wrote it has
   * been run past the write, as P3 has it: references do. Where this is false, the search gives a
   * thread the value without running the writer.
   */
  default boolean refersToWriter(int location) {
    return true;
  }

  /** The value of a location before any write; asked after an operation has named the location. */
  long initialValue(int location);

  /** The outcome of the execution; asked when every thread has ended. */
  String outcome();

  /** The location in the words of the program's source, such as {@code Dekker.x}. */
  String describeLocation(int location);

  /** The source line of a site, such as {@code Dekker.java:17}. */
  String describeSite(int site);

  /** A value as the type of the location shows it. */
  String describeValue(int location, long value);
}
