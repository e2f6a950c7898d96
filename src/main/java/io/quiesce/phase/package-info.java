/**
 * The collector's phase and the two conditions under which code may rely on it.
 *
 * <p>{@link io.quiesce.phase.PhaseGate} is the one authority on the phase: whoever wants to return
 * memory to the page heap registers there, and a phase change waits for those that are registered.
 * {@link io.quiesce.phase.ExecutionContext} says on which kind of stack the running M is and which
 * P it owns; methods marked {@link io.quiesce.phase.SystemStack} refuse to run anywhere else.
 *
 * <p>Depends on nothing.
 */
package io.quiesce.phase;
