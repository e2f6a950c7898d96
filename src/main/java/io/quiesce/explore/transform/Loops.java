package io.quiesce.explore.transform;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The loops of a method, and which of them may be waiting loops.
 *
 * <p>A turn of a loop may be one of waiting if it leaves no local variable changed that the next
 * turn would look at: every local stored between the head and the back edge is dead at the head.
 * Whether a turn really only waited is decided at run time by what it did to memory.
 */
final class Loops {
  private final InsnList code;
  private final List<TryCatchBlockNode> handlers;
  private final BitSet[] liveIn;
  private final Set<Label> heads = new HashSet<>();
  private final Set<Label> waitingHeads = new HashSet<>();

  Loops(MethodNode method) {
    code = method.instructions;
    handlers = method.tryCatchBlocks;
    liveIn = new BitSet[code.size()];
    List<JumpInsnNode> back = backEdges();
    if (!back.isEmpty()) {
      computeLiveness();
      Set<Label> impure = new HashSet<>();
      for (JumpInsnNode jump : back) {
        heads.add(jump.label.getLabel());
        if (changesState(jump)) {
          impure.add(jump.label.getLabel());
        }
      }
      waitingHeads.addAll(heads);
      waitingHeads.removeAll(impure);
    }
  }

  /** Whether the label is the head of a loop that may be a waiting loop. */
  boolean mayWaitAt(Label label) {
    return waitingHeads.contains(label);
  }

  private List<JumpInsnNode> backEdges() {
    List<JumpInsnNode> found = new ArrayList<>();
    for (AbstractInsnNode insn : code) {
      if (insn instanceof JumpInsnNode jump && code.indexOf(jump.label) < code.indexOf(jump)) {
        found.add(jump);
      }
    }
    return found;
  }

  private boolean changesState(JumpInsnNode jump) {
    int head = code.indexOf(jump.label);
    for (int i = head; i < code.indexOf(jump); i++) {
      int stored = storedLocal(code.get(i));
      if (stored >= 0 && liveIn[head].get(stored)) {
        return true;
      }
    }
    return false;
  }

  private static int storedLocal(AbstractInsnNode insn) {
    if (insn instanceof IincInsnNode increment) {
      return increment.var;
    }
    boolean store = insn.getOpcode() >= Opcodes.ISTORE && insn.getOpcode() <= Opcodes.ASTORE;
    return store ? ((VarInsnNode) insn).var : -1;
  }

  private static int loadedLocal(AbstractInsnNode insn) {
    if (insn instanceof IincInsnNode increment) {
      return increment.var;
    }
    boolean load = insn.getOpcode() >= Opcodes.ILOAD && insn.getOpcode() <= Opcodes.ALOAD;
    return load ? ((VarInsnNode) insn).var : -1;
  }

  /** Backward data flow to a fixed point: live in = loads, or live out and not stored. */
  private void computeLiveness() {
    for (int i = 0; i < liveIn.length; i++) {
      liveIn[i] = new BitSet();
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = code.size() - 1; i >= 0; i--) {
        BitSet live = new BitSet();
        successors(i).forEach(next -> live.or(liveIn[next]));
        AbstractInsnNode insn = code.get(i);
        if (storedLocal(insn) >= 0) {
          live.clear(storedLocal(insn));
        }
        if (loadedLocal(insn) >= 0) {
          live.set(loadedLocal(insn));
        }
        changed |= !live.equals(liveIn[i]);
        liveIn[i] = live;
      }
    }
  }

  private List<Integer> successors(int index) {
    List<Integer> next = new ArrayList<>();
    AbstractInsnNode insn = code.get(index);
    int opcode = insn.getOpcode();
    if (insn instanceof JumpInsnNode jump) {
      next.add(code.indexOf(jump.label));
    } else if (insn instanceof TableSwitchInsnNode table) {
      next.add(code.indexOf(table.dflt));
      table.labels.forEach(label -> next.add(code.indexOf(label)));
    } else if (insn instanceof LookupSwitchInsnNode lookup) {
      next.add(code.indexOf(lookup.dflt));
      lookup.labels.forEach(label -> next.add(code.indexOf(label)));
    }
    boolean falls =
        opcode != Opcodes.GOTO
            && opcode != Opcodes.ATHROW
            && opcode != Opcodes.TABLESWITCH
            && opcode != Opcodes.LOOKUPSWITCH
            && !(opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
    if (falls && index + 1 < code.size()) {
      next.add(index + 1);
    }
    handlers.stream().filter(h -> covers(h, index)).forEach(h -> next.add(at(h.handler)));
    return next;
  }

  private boolean covers(TryCatchBlockNode handler, int index) {
    return at(handler.start) <= index && index < at(handler.end);
  }

  private int at(LabelNode label) {
    return code.indexOf(label);
  }
}
