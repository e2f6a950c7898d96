/** Tests of {@code io.quiesce.hunt.agree}. */
package io.quiesce.hunt.agree;
