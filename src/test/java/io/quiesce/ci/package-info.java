/**
 * The files under {@code ci} and {@code .github} that run a night on many machines: what they say
 * must be what Kubernetes, GitHub and the command line understand.
 */
package io.quiesce.ci;
