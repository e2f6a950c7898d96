/** Tests of {@code io.quiesce.hunt.worker}. */
package io.quiesce.hunt.worker;
