/**
 * Reads recorded runtime event traces: text, plain or gzip, one event a line, preceded by the
 * schema of every event kind.
 *
 * <p>Rules that hold across the package: a trace is read once, front to back, in constant memory;
 * whatever is wrong with a file is a {@link io.quiesce.trace.read.TraceFormatException} that names
 * the file, the line, what was expected there and what was found; no event is handed out before its
 * own line was checked completely. The package depends on nothing else of this project.
 */
package io.quiesce.trace.read;
