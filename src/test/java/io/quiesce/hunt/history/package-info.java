/** Findings of Lincheck as jcstress classes. */
package io.quiesce.hunt.history;
