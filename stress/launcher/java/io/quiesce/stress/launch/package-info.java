/**
 * The command that runs the stress suites: one look and one verdict for jcstress and Lincheck.
 *
 * <p>The command line, the progress lines, the table at the end and the summary for machines live
 * here. Depends on the suites; nothing depends on it.
 */
package io.quiesce.stress.launch;
