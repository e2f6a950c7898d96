/**
 * Objects and locations: their numbers, their initial values, and their names in reports.
 *
 * <p>Rule J4 of {@code explore.java} is kept here: the number of an object depends on who creates
 * it and how many that thread has created before, never on the schedule.
 *
 * <p>Depends on {@code explore.java.strand} and {@code explore.transform}.
 */
package io.quiesce.explore.java.heap;
