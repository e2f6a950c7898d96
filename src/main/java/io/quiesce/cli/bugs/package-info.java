/**
 * The command {@code bugs} and its subcommands: the corpus of bugs on the command line.
 *
 * <p>Exit codes are those of {@code cli}: 0 as expected, 1 not, 2 wrong usage, or something that is
 * needed is missing. Depends on {@code bugs} only.
 */
package io.quiesce.cli.bugs;
