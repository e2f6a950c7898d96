/**
 * The running of rewritten Java classes as programs for the search.
 *
 * <p>{@link io.quiesce.explore.java.World} is the program: it builds the state, runs the actors as
 * coroutines and turns what they do into operations. What the rewritten code calls is in {@code
 * model}; there is one copy of it in each {@link io.quiesce.explore.java.IsolatingLoader}, and so
 * one world a loader. Below are {@code strand} (threads), {@code heap} (objects and locations) and
 * {@code memory} (what is done to them), each of which knows only those named before it.
 *
 * <p>Rules that hold across all of them:
 *
 * <ol>
 *   <li>J1. <b>Real memory holds initial values only.</b> What an actor writes to an object that
 *       others can reach goes to the search and not to the object, so that the objects built before
 *       the actors start, and all static fields, are untouched when the next execution begins.
 *   <li>J2. <b>An object that only its creator can reach is memory of that thread.</b> It is read
 *       and written directly. What is in it becomes writes of its creator when a reference to it is
 *       first stored where another thread could find it, or before its creator's next release,
 *       whichever comes first; so no thread sees less of it, and none sees it earlier, than under
 *       the model.
 *   <li>J3. <b>Final fields are frozen</b> at the end of their constructor (JLS 17.5): they are
 *       read directly, and what their objects hold at that time counts as initial. Only an object
 *       whose reference escaped from its constructor has events for them.
 *   <li>J4. <b>Names do not depend on the schedule</b>: the n-th object of thread t with layout l
 *       has the same locations in every execution.
 *   <li>J5. Code that runs before the actors, in a class initialiser, or after the end runs
 *       untracked.
 * </ol>
 *
 * <p>Depends on {@code program} and {@code transform}.
 */
package io.quiesce.explore.java;
