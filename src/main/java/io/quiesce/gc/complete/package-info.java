/**
 * The decision that marking is over: no grey object exists and none can appear (Go: {@code
 * gcMarkDone} in runtime/mgc.go, two generations of it).
 *
 * <p>{@link io.quiesce.gc.complete.MarkCompletion} is the whole for its callers; {@link
 * io.quiesce.gc.complete.TwoStepCompletion} is Go's protocol of 2015 to 2018, {@link
 * io.quiesce.gc.complete.RaggedBarrierCompletion} the one since. Three rules hold across the
 * package:
 *
 * <ol>
 *   <li>Who blackens has entered {@link io.quiesce.gc.complete.Participants}, and publishes its
 *       work, or leaves it where the visit of a barrier finds it, before it leaves.
 *   <li>The commit is one compare-and-set that closes the participants' word. It fails if anybody
 *       entered since the word was read; so one thread completes a cycle (C3) and nobody is inside
 *       when it is closed (C10).
 *   <li>Nobody waits for a decider: who finds another one at work leaves a note and goes on, and
 *       the decider looks again on its behalf (C6, C7).
 * </ol>
 *
 * <p>Depends on {@code gc.work}, {@code sched} and {@code phase}; knows neither objects nor the
 * cycle.
 */
package io.quiesce.gc.complete;
