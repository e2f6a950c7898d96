/** Tests of {@code io.quiesce.hunt.finding}. */
package io.quiesce.hunt.finding;
