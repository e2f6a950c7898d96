package io.quiesce.trace.read;

import java.util.Arrays;
import java.util.List;

/**
 * The kinds of events of format 1, each with its arguments in file order. {@code :x} marks an
 * argument in hexadecimal, all others are signed decimals. Kinds and arguments carry the names that
 * the format gives them, so that a schema line of a file can be compared with this table.
 */
public enum EventKind {
  PROCS("old,new"),
  STW("on"),
  SALLOC("path,n,order,addr:x,csize,why"),
  SFREE("path,n,order,addr:x,csize,why"),
  CREFILL("order,moved,before,after"),
  CRELEASE("order,moved,before,after"),
  CCLEAR("order,ownerP,bytes,count"),
  POOLSPAN("order,base:x,npages"),
  POOLALLOC("order,addr:x,base:x,allocCount,removed"),
  POOLFREE("order,addr:x,base:x,allocCount,act,inserted"),
  FSSBEGIN(""),
  FSSSPAN("kind,idx,base:x,npages"),
  FSSEND("npool,nlarge"),
  ALLOCSPAN("typ,npages,base:x,needzero,scav,src,spanclass," + Names.FIGURES),
  FREESPAN("typ,npages,base:x,needzero," + Names.FIGURES),
  HEAPGROW("base:x,bytes," + Names.FIGURES),
  SCAVENGE("base:x,npages," + Names.FIGURES),
  PHASE("new,old"),
  BLACKEN("val"),
  GCSTART(
      "cycle,kind,forced,heapLive,procs,mode,dedicated,fracppm,trigger,goal,awpb:x,abpw:x,startstack"),
  NWAITINIT("nproc,nwait"),
  ROOTPREP("jobs,ndata,nbss,nspan,nstack"),
  ROOTJOB("job,jobs,site"),
  NWAIT("delta,nwait,nproc,who"),
  MWA("site,nwait,nproc,full,next,jobs,phase,result"),
  MDENTER(""),
  MDTOP("nwait,nproc,full,next,jobs,phase,pass"),
  MDRAG(""),
  MDRAGP("pid,flushed"),
  MDRAGEND("flushed"),
  MDRESTART("pid,restart"),
  MDCOMPLETE("cycle"),
  GCDONE("cycle,numgc,heapLive,bytesMarked"),
  ALIMIT("assistBytes"),
  ASTART("assistBytes,debtBytes,scanWork,bgread,awpb:x,abpw:x,try"),
  ASTEAL("bgread,stolen,bgafter,assistBytes,remaining"),
  ASKIP("assistBytesBefore"),
  AWORK("wanted,done,assistBytes,abpw:x"),
  ADONE("completed,assistBytes,preempt"),
  ARESCHED("assistBytes"),
  APARK("res,bg,assistBytes,qwasempty"),
  AEND("assistBytes"),
  BGFLUSH("src,amount,bgafter"),
  BGSLOW("scanWork,scanBytes,abpw:x"),
  ASAT("goid,full,debtBefore,debtAfter,scanBytesLeft"),
  AWAKE("goid,assistBytes"),
  AWAKEALL("n"),
  WBSPAN("src,base:x"),
  WBPREP("nspans"),
  WBFREE("base:x"),
  WBFREEEND("n,more,preemptible"),
  WBPUTE("addr:x"),
  WBGETE("addr:x"),
  WBPUTF("addr:x,nobj"),
  WBGETF("addr:x,nobj"),
  GROW("goid,oldsize,newsize,used,maxframe"),
  SHRINK("goid,oldsize,newsize,used,self"),
  SHRINKNO("goid,size,used,reason"),
  COPYSTACK("goid,oldlo:x,oldsize,newlo:x,newsize,used"),
  STARTSTACK("new,old,scannedSize,scannedStacks"),
  GFPUT("goid,size,freed,starting,ngfree"),
  GFPUTB("n,nstack,nnostack"),
  GFGET("goid,path,size,ngfree"),
  GFGETB("n"),
  GFPURGE("pid,n"),
  FGSBEGIN(""),
  FGSG("goid,addr:x,size"),
  FGSEND("n"),
  NEWG("goid,fresh,lo:x,size"),
  SNAPSTAT("final," + Names.FIGURES),
  SNAPP("final,pid,size0,size1,size2,size3,gfree"),
  SNAPPOOL("order,base:x,allocCount"),
  SNAPLARGE("idx,base:x,npages"),
  SNAPG("goid,lo:x,size,status"),
  SNAPM("id,g0lo:x,g0size,siglo:x,sigsize"),
  END("events,dropped");

  private final String schema;

  /** An unmodifiable copy; only its type does not say so. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> names;

  /** Bit i is set if argument i is hexadecimal. */
  private final long hex;

  EventKind(String schema) {
    String[] parts = schema.isEmpty() ? new String[0] : schema.split(",");
    this.schema = schema;
    long marks = 0;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].endsWith(":x")) {
        marks |= 1L << i;
        parts[i] = parts[i].substring(0, parts[i].length() - 2);
      }
    }
    this.hex = marks;
    this.names = List.copyOf(Arrays.asList(parts));
  }

  /** The arguments as a schema line of a file gives them: names separated by commas, hex marked. */
  public String schema() {
    return schema;
  }

  /** How many arguments an event of this kind has. */
  public int arity() {
    return names.size();
  }

  /** The names of the arguments in file order. */
  public List<String> argumentNames() {
    return names;
  }

  /** Whether argument {@code i}, from 0, is written in hexadecimal. */
  public boolean isHex(int i) {
    return (hex >>> i & 1) != 0;
  }

  /**
   * The position of the argument {@code name}, from 0.
   *
   * @throws IllegalArgumentException if this kind has no argument of that name
   */
  public int index(String name) {
    int i = names.indexOf(name);
    if (i < 0) {
      throw new IllegalArgumentException(this + " has no argument " + name + ", it has " + names);
    }
    return i;
  }

  /** Argument lists that several kinds share; a holder because constants precede fields. */
  private static final class Names {
    static final String FIGURES =
        "heapInUse,heapFree,heapReleased,inHeap,inStacks,inWorkBufs,inPSB,committed,released";
  }
}
