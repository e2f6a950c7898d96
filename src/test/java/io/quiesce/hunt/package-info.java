/** Tests of {@code io.quiesce.hunt}. */
package io.quiesce.hunt;
