package io.quiesce.hunt.plan;

import io.quiesce.explore.transform.classes.ClassBytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Whether the code of a scenario has changed: a hash over the class files of a class and of all
 * that it mentions, directly or not, as far as they are among the given classes. The JDK is not, so
 * it does not count; neither do comments or, where the compiler leaves them out, names of locals.
 *
 * <p>Keeps what it has read; for one thread.
 */
public final class CodeHashes {
  private static final int DIGITS = 16;

  private final ClassBytes classes;
  private final Map<String, byte[]> digests = new HashMap<>();
  private final Map<String, Set<String>> mentioned = new HashMap<>();

  /** Hashes of classes. */
  public CodeHashes(ClassBytes classes) {
    this.classes = classes;
  }

  /**
   * The hash of a class and all that it mentions.
   *
   * @param internalNames with slashes; those that are not among the classes are left out
   */
  public String of(String... internalNames) {
    Map<String, byte[]> reached = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>(Set.of(internalNames));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (!reached.containsKey(name) && read(name)) {
        reached.put(name, digests.get(name));
        open.addAll(mentioned.get(name));
      }
    }
    MessageDigest sum = sha();
    reached.values().forEach(sum::update);
    return HexFormat.of().formatHex(sum.digest()).substring(0, DIGITS);
  }

  /** False if it is not among the classes. */
  private boolean read(String name) {
    if (!digests.containsKey(name)) {
      byte[] bytes = name.startsWith("java/") ? null : classes.find(name);
      digests.put(name, bytes == null ? null : sha().digest(bytes));
      if (bytes != null) {
        mentioned.put(name, mentions(bytes));
      }
    }
    return digests.get(name) != null;
  }

  private static Set<String> mentions(byte[] bytes) {
    Set<String> names = new TreeSet<>();
    Remapper collector =
        new Remapper(Opcodes.ASM9) {
          @Override
          public String map(String internalName) {
            names.add(internalName);
            return internalName;
          }
        };
    ClassVisitor nothing = new ClassVisitor(Opcodes.ASM9) {};
    new ClassReader(bytes).accept(new ClassRemapper(nothing, collector), ClassReader.SKIP_DEBUG);
    return names;
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
