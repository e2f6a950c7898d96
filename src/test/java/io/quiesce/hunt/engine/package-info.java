/** Tests of {@code io.quiesce.hunt.engine}. */
package io.quiesce.hunt.engine;
