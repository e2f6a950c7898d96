package io.quiesce.explore.model;

import io.quiesce.explore.program.Fence;

/**
 * RC11 (Lahav, Vafeiadis, Kang, Hur, Dreyer: Repairing Sequential Consistency in C/C++11, PLDI
 * 2017), with plain and opaque as relaxed and volatile as sequentially consistent; load-load and
 * store-store fences count as acquire and release fences.
 *
 * <p>Two details are as GenMC has them and as C++20 says, because the published counts are: a
 * release sequence goes on through read-modify-writes only, and {@code scb} has {@code rf} in place
 * of {@code hb|loc}, with {@code po;hb;po} between sequentially consistent events whatever the
 * locations.
 */
public final class Rc11Axioms implements Axioms {
  /** Creates the model. */
  public Rc11Axioms() {}

  @Override
  public boolean consistent(Relations x) {
    Relation hb = happensBefore(x);
    Relation eco = x.rf.or(x.co).or(x.fr).plus();
    return x.atomic()
        && x.po.or(x.rf).acyclic()
        && hb.irreflexive()
        && hb.then(eco).irreflexive()
        && partialSc(x, hb, eco).acyclic();
  }

  private static Relation happensBefore(Relations x) {
    Relation releaseWrite = x.id(x::releases);
    Relation releaseFence = x.id(e -> x.isFence(e, Fence.FULL, Fence.RELEASE, Fence.STORE_STORE));
    Relation acquireRead = x.id(x::acquires);
    Relation acquireFence = x.id(e -> x.isFence(e, Fence.FULL, Fence.ACQUIRE, Fence.LOAD_LOAD));
    Relation write = x.id(x::isWrite);

    Relation releaseSequence = x.rf.then(x.rmw).plus().maybe();
    Relation from = releaseWrite.or(releaseFence.then(x.po).then(write)).then(releaseSequence);
    Relation to = acquireRead.or(x.id(x::isRead).then(x.po).then(acquireFence));
    Relation sw = from.then(x.rf).then(to);
    return x.po.or(sw).plus();
  }

  private static Relation partialSc(Relations x, Relation hb, Relation eco) {
    Relation fence = x.id(e -> x.isFence(e, Fence.FULL));
    Relation sc = fence.or(x.id(x::isVolatile));
    Relation scb = x.po.or(x.rf).or(x.co).or(x.fr);

    Relation base =
        sc.then(fence.then(hb).or(sc))
            .then(scb)
            .then(hb.then(fence).or(sc))
            .then(sc)
            .or(sc.then(x.po).then(hb).then(x.po).then(sc));
    Relation fences = fence.then(hb.or(hb.then(eco).then(hb))).then(fence);
    return base.or(fences);
  }
}
