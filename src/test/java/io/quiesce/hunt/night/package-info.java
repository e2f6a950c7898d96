/** Tests of {@code io.quiesce.hunt.night}. */
package io.quiesce.hunt.night;
