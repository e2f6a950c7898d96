/** Tests of {@code io.quiesce.hunt.plan}. */
package io.quiesce.hunt.plan;
