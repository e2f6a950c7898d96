/** Tests of marking; {@link io.quiesce.gc.mark.MarkLab} builds a whole collector by hand. */
package io.quiesce.gc.mark;
