package io.quiesce.explore.java.strand;

/**
 * Two actors use one field of a result object. Results are taken to be private to their actor; the
 * run has to be begun again with results that are shared memory like any other.
 */
public final class SharedResultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the field. */
  public SharedResultException(String field) {
    super("result field " + field + " is used by two actors");
  }
}
