/**
 * Classes for the explorer to explore: small jcstress tests with known outcomes. None is run by
 * jcstress.
 */
package io.quiesce.explore.subject;
