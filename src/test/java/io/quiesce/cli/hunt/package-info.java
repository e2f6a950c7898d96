/** Tests of {@code io.quiesce.cli.hunt}. */
package io.quiesce.cli.hunt;
