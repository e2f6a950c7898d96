/**
 * Notices that nothing happens any more, and shows everything that could say why.
 *
 * <p>Depends on {@code runtime.schedule}, {@code runtime.code}, {@code gc} and {@code sched}.
 */
package io.quiesce.runtime.watch;
