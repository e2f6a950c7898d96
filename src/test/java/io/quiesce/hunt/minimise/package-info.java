/** Tests of {@code io.quiesce.hunt.minimise}. */
package io.quiesce.hunt.minimise;
