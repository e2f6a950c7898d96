/**
 * How fast the explorer is, beside Lincheck's model checker on the same structure in the same run.
 *
 * <p>{@link io.quiesce.bench.explore.ExploreBench} is the main class. The programs are jcstress
 * classes, so they go through the rewriting of class files as anybody's do.
 */
package io.quiesce.bench.explore;
