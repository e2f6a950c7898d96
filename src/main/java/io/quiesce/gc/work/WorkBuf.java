package io.quiesce.gc.work;

/**
 * A buffer of grey pointers (Go: {@code workbuf}).
 *
 * <p>Contents and count are plain and belong to the owner of the buffer; a push to a list ends the
 * ownership, a pop begins it (W1).
 */
public final class WorkBuf {
  private final int id;
  private final long[] obj;
  private int nobj;

  WorkBuf(int id, int entries) {
    this.id = id;
    obj = new long[entries];
  }

  /** The number of the buffer; it keeps it for ever. */
  public int id() {
    return id;
  }

  /** How many pointers it holds; for its owner, and for oracles at quiescence. */
  public int nobj() {
    return nobj;
  }

  /** Pointer {@code i} from the bottom, 0 to {@link #nobj} - 1; as above. */
  public long objAt(int i) {
    return obj[i];
  }

  /** How many pointers fit. */
  public int capacity() {
    return obj.length;
  }

  boolean isEmpty() {
    return nobj == 0;
  }

  boolean isFull() {
    return nobj == obj.length;
  }

  void push(long pointer) {
    obj[nobj++] = pointer;
  }

  long pop() {
    return obj[--nobj];
  }

  /** Takes as many of {@code count} pointers as fit; returns how many. */
  int pushAll(long[] pointers, int from, int count) {
    int n = Math.min(count, obj.length - nobj);
    System.arraycopy(pointers, from, obj, nobj, n);
    nobj += n;
    return n;
  }

  /** Moves the top {@code n} pointers to {@code to}, which is empty. */
  void moveTop(int n, WorkBuf to) {
    nobj -= n;
    System.arraycopy(obj, nobj, to.obj, 0, n);
    to.nobj = n;
  }

  @Override
  public String toString() {
    return "work buffer " + id + " (" + nobj + " of " + obj.length + ")";
  }
}
