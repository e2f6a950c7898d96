/** Tests of reading and replaying recorded runtime traces. */
package io.quiesce.trace;
