package io.quiesce.gc.object.span;

/**
 * Something recorded of one object beside it (Go: {@code special}); here always a finalizer.
 *
 * @param object address of the object
 * @param fn a pointer to what shall be called with it; kept alive
 */
public record Special(long object, long fn) {}
