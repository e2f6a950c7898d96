/** The phase gate over all interleavings of small scenarios. */
package io.quiesce.phase;
