/**
 * Where things are: the product with the resources that it carries, a checkout with its compiled
 * tests, and the directory for what is made on the way.
 *
 * <p>Depends on nothing of the project.
 */
package io.quiesce.bugs.place;
