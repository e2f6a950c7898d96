/**
 * What the rewriting knows of classes: the user's, the clones and the models, and those of the JDK.
 *
 * <p>Classes are read from their bytes; nothing is loaded. Depends on ASM only.
 */
package io.quiesce.explore.transform.classes;
