/**
 * The command {@code learn}: the course on the command line.
 *
 * <p>Exit codes are those of {@code cli}: 0 all is well, 1 a fix that is none or a claim that does
 * not hold, 2 wrong usage. Depends on {@code learn}, {@code bugs} and {@code explore}.
 */
package io.quiesce.cli.learn;
