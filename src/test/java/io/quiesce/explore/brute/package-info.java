/**
 * A second, independent reading of the models: all graphs of a small program by trying everything,
 * and the axioms once more over plain matrices, with a read-modify-write as one event in all
 * models. Shares no code with what it checks but the programs.
 */
package io.quiesce.explore.brute;
