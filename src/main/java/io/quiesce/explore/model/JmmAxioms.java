package io.quiesce.explore.model;

import io.quiesce.explore.program.Fence;
import io.quiesce.explore.program.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The Java memory model by access modes: JAM21 (Liu, Bender, Palsberg: Compiling Volatile Correctly
 * in Java, ECOOP 2022), with two changes.
 *
 * <pre>
 *  ra   = po;[rel] ∪ [acq];po
 *  svo  = po;[releaseFence or fullFence];po;[W] ∪ [R];po;[acquireFence or fullFence];po
 *  push = po;[fullFence];po ∪ [V];po;[V]
 *  into = ra ∪ svo ∪ push
 *  vo   = (into ∪ rf ∪ T;push)⁺ ∪ (po on one variable)
 * </pre>
 *
 * where {@code T} is some total order on the sources of {@code push} that has all pairs of {@code
 * po ∪ rf ∪ co} between them; and then for writes {@code w1 ≠ w2} of one variable, {@code w1} is
 * before {@code w2} in {@code co} if {@code (w1,w2)} is in {@code vo}, {@code vo;rf⁻¹}, {@code
 * vo;po} or {@code rf;[O+];po;[O+];rf⁻¹}. A read-modify-write is one event.
 *
 * <p>The changes: reads in opaque mode or stronger are coherent whatever the mode of the writes,
 * the initial write included, because {@link java.lang.invoke.VarHandle} says that opaque accesses
 * are; and {@code po ∪ rf} is acyclic, so there is neither a value out of thin air nor load
 * buffering. The second forbids plain load buffering, which Java allows.
 *
 * <p>The target of {@code push} is an event of the memory model, which the end of a thread is not.
 *
 * <p>Added: starting, beginning, ending and joining threads release and acquire; load-load and
 * store-store fences order what their names say; a final field read by a thread whose {@code po ∪
 * rf} past has the freeze of the object sees what was frozen.
 */
public final class JmmAxioms implements Axioms {
  /** Creates the model. */
  public JmmAxioms() {}

  @Override
  public boolean consistent(Relations x) {
    return x.atomic()
        && x.po.or(x.rf).acyclic()
        && finalFields(x)
        && new Order(x).exists(new ArrayList<>());
  }

  /** One graph with the parts of {@code vo} that do not depend on {@code T}. */
  private static final class Order {
    private final Relations x;

    /** {@code po} between different events, where a read-modify-write is one. */
    private final Relation po;

    /** The two halves of a read-modify-write are one event. */
    private final Relation whole;

    private final Relation push;
    private final Relation known;
    private final Relation direct;
    private final List<Integer> sources = new ArrayList<>();

    Order(Relations x) {
      this.x = x;
      this.po = x.po.where((a, b) -> !x.rmw.has(a, b));
      this.whole = x.rmw.or(x.rmw.inverse()).maybe();
      this.push = lift(push());
      this.known = lift(releaseAcquire().or(fenced()).or(x.rf)).or(push);
      this.direct = lift(po.or(x.rf).or(x.co)).where((a, b) -> !whole.has(a, b));
      for (int e = 0; e < x.size(); e++) {
        boolean named = !x.isRead(e) || x.rmw.isEmpty(e);
        if (named && !push.isEmpty(e)) {
          sources.add(e);
        }
      }
    }

    private Relation lift(Relation r) {
      return whole.then(r).then(whole);
    }

    private Relation releaseAcquire() {
      return po.then(x.id(x::releases)).or(x.id(x::acquires).then(po));
    }

    private Relation fenced() {
      Relation read = x.id(x::isRead);
      Relation write = x.id(x::isWrite);
      Relation release = x.id(e -> x.isFence(e, Fence.RELEASE, Fence.FULL));
      Relation acquire = x.id(e -> x.isFence(e, Fence.ACQUIRE, Fence.FULL));
      Relation loads = x.id(e -> x.isFence(e, Fence.LOAD_LOAD));
      Relation stores = x.id(e -> x.isFence(e, Fence.STORE_STORE));
      return po.then(release)
          .then(po)
          .then(write)
          .or(read.then(po).then(acquire).then(po))
          .or(read.then(po).then(loads).then(po).then(read))
          .or(write.then(po).then(stores).then(po).then(write));
    }

    private Relation push() {
      Relation full = x.id(e -> x.isFence(e, Fence.FULL));
      Relation access = x.id(e -> x.location(e) >= 0);
      Relation v = x.id(x::isVolatile);
      Relation last = x.id(x::touchesMemory);
      return access.then(po).then(full).then(po).then(last).or(v.then(po).then(v));
    }

    /** True if the sources that are not yet in {@code T} can follow in some order. */
    boolean exists(List<Integer> inOrder) {
      if (!coherent(inOrder)) {
        return false;
      }
      if (inOrder.size() == sources.size()) {
        return true;
      }
      for (int next : sources) {
        if (!inOrder.contains(next) && mayFollow(inOrder, next)) {
          inOrder.add(next);
          boolean found = exists(inOrder);
          inOrder.remove(inOrder.size() - 1);
          if (found) {
            return true;
          }
        }
      }
      return false;
    }

    private boolean mayFollow(List<Integer> inOrder, int next) {
      return sources.stream().allMatch(a -> inOrder.contains(a) || !direct.has(a, next));
    }

    /** The axiom about {@code co}, for the {@code T} so far: what it relates stays related. */
    private boolean coherent(List<Integer> inOrder) {
      Relation t =
          Relation.of(
              x.size(),
              (a, b) -> {
                int at = inOrder.indexOf(a);
                return at >= 0 && at < inOrder.indexOf(b);
              });
      Relation poLoc = po.where(x::sameLocation);
      Relation vo = known.or(lift(t.then(push))).plus().or(poLoc);
      Relation opaque = x.id(e -> x.mode(e).atLeastOpaque());
      Relation readsInOrder = x.rf.then(opaque).then(po).then(opaque).then(x.rf.inverse());
      Relation forced = vo.or(vo.then(x.rf.inverse())).or(vo.then(po)).or(readsInOrder);
      return forced
          .where((a, b) -> a != b && x.isWrite(a) && x.isWrite(b) && x.sameLocation(a, b))
          .within(x.co);
    }
  }

  /** A final field is not read from before the write that a freeze in the past has frozen. */
  private static boolean finalFields(Relations x) {
    Relation past = x.po.or(x.rf).plus();
    Relation write = x.id(e -> x.isWrite(e) && x.object(e) != 0);
    Relation freeze = x.id(e -> x.isKind(e, Kind.FREEZE));
    Relation read = x.id(e -> x.isRead(e) && x.object(e) != 0);
    Relation frozen = write.then(x.po).where((a, b) -> x.object(a) == x.object(b)).then(freeze);
    Relation seen = frozen.then(past.where((f, r) -> x.object(f) == x.object(r))).then(read);
    return seen.where(x::sameLocation).then(x.rf.inverse()).where((a, b) -> a != b).within(x.co);
  }
}
