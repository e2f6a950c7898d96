/**
 * A small runtime that runs real programs on everything below: Ps, Ms as threads, goroutines with
 * frames in real stack memory, a garbage-collected heap.
 *
 * <p>{@link io.quiesce.runtime.Runtime} is the whole; it joins {@code runtime.schedule} (which
 * goroutine runs next), {@code runtime.code} (how its code keeps everything in its frames), {@code
 * runtime.program} (the programs) and {@code runtime.watch} (what happens when nothing happens).
 *
 * <p>The runtime judges nothing but hangs: whoever runs it may give it a {@link
 * io.quiesce.gc.CycleListener} that audits each cycle while the world is stopped.
 *
 * <p>Depends on {@code gc}, {@code stack}, {@code heap}, {@code sched} and {@code phase}.
 */
package io.quiesce.runtime;
