/**
 * Memory models as axioms over execution graphs.
 *
 * <p>An {@link io.quiesce.explore.model.Axioms} is the definition of a model: it is written in the
 * algebra of {@link io.quiesce.explore.model.Relation}, line by line as in the literature, and
 * decides a whole graph. The search asks the equivalent but incremental checkers of {@code
 * explore.model.check}.
 *
 * <p>In all models {@code po ∪ rf} is acyclic, {@code co} is a total order on the writes of each
 * location with the initial value first, and a successful read-modify-write is the immediate {@code
 * co} successor of what it reads.
 *
 * <p>Depends on {@code explore.graph} and {@code explore.program}.
 */
package io.quiesce.explore.model;
