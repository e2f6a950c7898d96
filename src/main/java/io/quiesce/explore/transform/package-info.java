/**
 * Rewriting of class files, so that every access to shared memory becomes a call that the explorer
 * sees.
 *
 * <p>The rewritten code calls static methods of one class, the <em>hooks</em> (see {@link
 * io.quiesce.explore.transform.hook.Hook}); this package knows their names and descriptors and
 * nothing of what they do. Three rules hold across it:
 *
 * <ol>
 *   <li>A rewritten instruction never adds a branch to the method it stands in, so the stack map
 *       frames of the compiler stay valid. What needs a branch goes to a small synthetic method.
 *   <li>Classes are read from their bytes only; nothing is loaded to be rewritten.
 *   <li>What is not understood is refused by name when it is <em>reached</em>, not when it is seen:
 *       code that never runs does no harm.
 * </ol>
 *
 * <p>{@code classes} holds what is known of classes, {@code hook} emits the calls. Depends on ASM
 * only.
 */
package io.quiesce.explore.transform;
