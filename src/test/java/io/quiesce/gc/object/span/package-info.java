/** Tests of the spans of collected objects. */
package io.quiesce.gc.object.span;
