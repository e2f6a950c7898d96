package io.quiesce.explore.model;

/** Sequential consistency: one total order explains everything. */
public final class ScAxioms implements Axioms {
  /** Creates the model. */
  public ScAxioms() {}

  @Override
  public boolean consistent(Relations x) {
    return x.atomic() && x.po.or(x.rf).or(x.co).or(x.fr).acyclic();
  }
}
