/** Tests of the trace reader: whole traces are read completely, bad files are named exactly. */
package io.quiesce.trace.read;
