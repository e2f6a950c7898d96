/**
 * Litmus programs: interpreted threads over numbered locations, and the oracle's programs as such.
 */
package io.quiesce.explore.litmus;
