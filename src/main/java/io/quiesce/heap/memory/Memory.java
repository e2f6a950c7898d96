package io.quiesce.heap.memory;

/**
 * The contents of the heap's address space.
 *
 * <p>Accesses are plain and unsynchronised: the owner of the pages is the only one who may use them
 * (E3). The two exceptions are named after their mode, for words that a mutator writes while a
 * marker reads them. Each throws {@link MemoryAccessException} when there are no bytes behind the
 * address, before anything is changed. {@code commit} may be called by several threads at once.
 */
public sealed interface Memory permits NoMemory, DirectMemory {
  /** Makes the memory for {@code mode}, at most {@code maxBytes} from {@link HeapAddress#BASE}. */
  static Memory of(MemoryMode mode, long maxBytes) {
    return switch (mode) {
      case NONE -> new NoMemory();
      case REAL -> new DirectMemory(maxBytes);
      case POISON -> new PoisonedMemory(maxBytes);
      case FAULT_ON_FREE -> new FaultingMemory(maxBytes);
    };
  }

  /**
   * Puts zeroed bytes behind the range, unless they are there already.
   *
   * @param addr multiple of {@link HeapAddress#CHUNK_BYTES} from {@link HeapAddress#BASE}
   * @param bytes multiple of {@link HeapAddress#CHUNK_BYTES}
   * @return false if the system refuses; what was committed before it refused stays, unused
   */
  boolean commit(long addr, long bytes);

  /** The byte at {@code addr}. */
  byte getByte(long addr);

  /** Sets the byte at {@code addr}. */
  void putByte(long addr, byte value);

  /** The eight bytes at {@code addr}, a multiple of 8, in native order. */
  long getLong(long addr);

  /** Sets the eight bytes at {@code addr}, a multiple of 8, in native order. */
  void putLong(long addr, long value);

  /** As {@link #getLong}, with acquire: pairs with {@link #putLongRelease}. */
  long getLongAcquire(long addr);

  /**
   * Reads some words of a group, each with acquire as {@link #getLongAcquire}.
   *
   * @param group address of the group's first word, a multiple of 512
   * @param which bit i is set for word i of the 64
   * @param to gets the words read, in order, from index {@code n} on
   * @return the index after the last word read
   */
  int gatherAcquire(long group, long which, long[] to, int n);

  /** As {@link #putLong}, with release: what was written before is seen with the value. */
  void putLongRelease(long addr, long value);

  /** Copies {@code n} bytes; the ranges may overlap and may cross chunks. */
  void copy(long from, long to, long n);

  /** Sets {@code n} bytes from {@code addr} on to {@code value}. */
  void fill(long addr, long n, byte value);

  /**
   * The first address in the range whose byte is not {@code value}, or -1 if there is none.
   *
   * @param n number of bytes, at least 0
   */
  long mismatch(long addr, long n, byte value);

  /**
   * The pages get an owner: debug modes verify what they hold, or open them.
   *
   * @param zeroed whether the owner is told that all bytes are zero (needzero is 0)
   * @throws PoisonException if a debug mode finds that freed memory was written to (E3, Z1)
   */
  void handOut(long addr, long bytes, boolean zeroed);

  /** The pages lose their owner, who still calls: debug modes poison or close them. */
  void takeBack(long addr, long bytes);

  /** The bytes go back to the system: when they are used again they are zero (Z6). */
  void release(long addr, long bytes);

  /**
   * In {@link MemoryMode#FAULT_ON_FREE}, makes each access to the range an error; nothing
   * otherwise.
   *
   * @param addr multiple of {@link FaultingMemory#GRANULE_BYTES}
   * @param bytes multiple of {@link FaultingMemory#GRANULE_BYTES}
   */
  void protect(long addr, long bytes);

  /** Ends {@link #protect} for the range. */
  void unprotect(long addr, long bytes);
}
