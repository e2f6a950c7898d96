/**
 * What Lincheck found, as a jcstress class: a few calls by each thread, whose results no order of
 * all the calls explains. The calls become actors, the results an outcome, and the outcomes of all
 * orders, by the test's own sequential specification, are what is acceptable.
 *
 * <p>Depends on {@code source} and on the Java compiler's tree of a source.
 */
package io.quiesce.hunt.history;
