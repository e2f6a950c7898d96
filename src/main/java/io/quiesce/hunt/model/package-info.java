/**
 * The words of the hunt: scenario, engine, job, result, night. Immutable values only.
 *
 * <p>Depends on nothing of the project.
 */
package io.quiesce.hunt.model;
