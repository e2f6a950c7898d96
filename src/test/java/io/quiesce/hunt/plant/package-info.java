/** Tests of {@code io.quiesce.hunt.plant}. */
package io.quiesce.hunt.plant;
