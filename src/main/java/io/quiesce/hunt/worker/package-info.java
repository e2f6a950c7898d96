/**
 * What runs in a forked JVM of the hunt: a server that explores one scenario after the other.
 *
 * <p>A start costs a second or more and most scenarios take a tenth of one, so a JVM stays for many
 * jobs. It is asked by lines of JSON on its standard input and answers by marked lines on its
 * standard output; all else that it prints is for the log.
 *
 * <p>Depends on {@code model}, {@code finding} and {@code explore}.
 */
package io.quiesce.hunt.worker;
