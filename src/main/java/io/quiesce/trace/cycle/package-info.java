/**
 * The cycle level of a replay: participants and completion, assists, credit and queue, work-buffer
 * lists, phases and pace.
 *
 * <p>Go's decisions are made again at every event, by the subject's own parts where one step of
 * theirs is one event of Go's: the phase gate, the participants' word, root jobs, worker goals and
 * ratios, debts, demands, credit, the queue of parked assists and its server, the lock-free stack
 * below the buffer lists. Completion is replayed as a state machine, because an event is a part of
 * one call of the subject. What the trace does not tell is an input: how much work is done, how the
 * ratio changes, what is allocated between assists.
 *
 * <p>Depends on {@code trace.read}, {@code trace.check}, {@code phase}, {@code lockfree}, {@code
 * sched} and the parts of {@code gc} that it drives.
 */
package io.quiesce.trace.cycle;
