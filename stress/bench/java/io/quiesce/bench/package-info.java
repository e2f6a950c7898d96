/**
 * Benchmarks, run by one command that writes results.json and a table with a column an allocator.
 *
 * <p>Allocators to compare stand side by side as methods of one benchmark class, so that they are
 * always measured in one run on one machine. Nothing here is part of the runnable jar.
 */
package io.quiesce.bench;
