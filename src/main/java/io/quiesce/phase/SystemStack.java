package io.quiesce.phase;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that runs only on the system stack of an M (Go: {@code //go:systemstack}).
 *
 * <p>There the stack cannot grow, so the stack allocator is never re-entered; the M cannot be
 * preempted, so it keeps its P and with it exclusive use of the per-P caches; and the phase cannot
 * pass a registered freer (invariants Y1, Y3).
 *
 * <p>The method checks at entry with {@link ExecutionContext#requireSystemStack}; a build-time rule
 * demands that each caller is marked too, or enters through {@link ExecutionContext#systemstack}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface SystemStack {}
