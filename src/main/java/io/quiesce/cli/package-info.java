/**
 * The command line.
 *
 * <p>Every command ends with a documented exit code: 0 all is well, 1 a violation or a disagreement
 * was found, 2 the command line or its input is wrong, 3 a bound was hit before the end. A user's
 * mistake never shows a stack trace.
 */
package io.quiesce.cli;
