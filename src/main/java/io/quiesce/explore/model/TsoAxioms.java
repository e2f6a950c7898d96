package io.quiesce.explore.model;

import io.quiesce.explore.program.Kind;

/**
 * Total store order, as x86 has it: a write may wait in its thread's buffer while later reads of
 * the thread go ahead.
 *
 * <p>What empties the buffer: the write of a read-modify-write, any fence, the start and the end of
 * threads; and a volatile write waits for no later volatile read. A failed compare-and-set is a
 * read.
 */
public final class TsoAxioms implements Axioms {
  /** Creates the model. */
  public TsoAxioms() {}

  @Override
  public boolean consistent(Relations x) {
    Relation write = x.id(x::isWrite);
    Relation passing = x.id(e -> isPassing(x, e));
    Relation volatileWrite = x.id(e -> x.isWrite(e) && x.isVolatile(e));
    Relation volatileRead = x.id(e -> x.isRead(e) && x.isVolatile(e));
    Relation flush =
        x.id(e -> (x.isUpdate(e) && x.isWrite(e)) || !(x.isWrite(e) || isPassing(x, e)));

    Relation ppo =
        passing
            .then(x.po)
            .or(flush.then(x.po))
            .or(x.po.then(flush))
            .or(x.po.then(write))
            .or(volatileWrite.then(x.po).then(volatileRead));
    Relation rfe = x.rf.where((a, b) -> !x.po.has(a, b));
    Relation poLoc = x.po.where(x::sameLocation);

    return x.atomic()
        && poLoc.or(x.rf).or(x.co).or(x.fr).acyclic()
        && ppo.or(rfe).or(x.co).or(x.fr).acyclic();
  }

  /** True for what leaves the buffer alone: reads, and what is no access at all. */
  private static boolean isPassing(Relations x, int e) {
    return x.isRead(e)
        || x.isKind(e, Kind.CHOICE)
        || x.isKind(e, Kind.SPIN)
        || x.isKind(e, Kind.ERROR)
        || x.isKind(e, Kind.CUT)
        || x.isKind(e, Kind.FREEZE);
  }
}
