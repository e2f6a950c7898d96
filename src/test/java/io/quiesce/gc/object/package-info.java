/** Tests of the object heap; {@link io.quiesce.gc.object.ObjectLab} builds one. */
package io.quiesce.gc.object;
