/** Tests of {@code io.quiesce.hunt.bisect}. */
package io.quiesce.hunt.bisect;
