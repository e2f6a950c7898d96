package io.quiesce.explore.transform.classes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The classes that are rewritten, read from their bytes when first asked for and under their new
 * names. Confined to the class loader that owns it, which calls it under its lock.
 */
public final class ClassInfos {
  private final ClassBytes bytes;
  private final Names names;
  private final Map<String, ClassInfo> known = new HashMap<>();
  private final List<ClassInfo> byId = new ArrayList<>();

  /**
   * Reads classes of the user and clones of classes of the JDK.
   *
   * @param bytes the class files, by the names that they have before they are renamed
   * @param names what becomes of a name
   */
  public ClassInfos(ClassBytes bytes, Names names) {
    this.bytes = bytes;
    this.names = names;
    byId.add(null);
  }

  /** The class of a (new) name, or null if it is not rewritten. */
  public ClassInfo get(String name) {
    if (!known.containsKey(name)) {
      byte[] file = names.isRewritten(name) ? bytes.find(names.original(name)) : null;
      known.put(name, file == null ? null : read(name, new ClassReader(file)));
    }
    return known.get(name);
  }

  /** The class with a given {@link ClassInfo#id}. */
  public ClassInfo byId(int id) {
    return byId.get(id);
  }

  /** Resolves a field as an instruction names it; null if its class is not rewritten. */
  public FieldInfo field(String owner, String name) {
    ClassInfo info = get(owner);
    if (info == null) {
      return null;
    }
    FieldInfo found = info.field(name);
    return found != null ? found : inherited(info, name);
  }

  private FieldInfo inherited(ClassInfo info, String name) {
    ClassReader reader = new ClassReader(bytes.find(names.original(info.name())));
    for (String implemented : reader.getInterfaces()) {
      FieldInfo found = field(names.map(implemented), name);
      if (found != null) {
        return found;
      }
    }
    return info.superName() == null ? null : field(info.superName(), name);
  }

  private ClassInfo read(String name, ClassReader reader) {
    String superName = names.map(reader.getSuperName());
    ClassInfo parent = superName == null ? null : get(superName);
    Members members = new Members(name, parent == null ? 1 : parent.size());
    reader.accept(members, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
    boolean escapes = (parent != null && parent.escapes()) || LeakCheck.mayLeak(reader);
    ClassInfo info =
        new ClassInfo(
            name,
            superName,
            reader.getAccess(),
            members.fields,
            members.methods,
            parent,
            members.size,
            escapes,
            members.finals,
            byId.size());
    byId.add(info);
    return info;
  }

  /** Collects the declared members, under their new names. */
  private final class Members extends ClassVisitor {
    private final String owner;
    private final Map<String, FieldInfo> fields = new LinkedHashMap<>();
    private final List<String> methods = new ArrayList<>();
    private int size;
    private int statics;
    private boolean finals;

    Members(String owner, int size) {
      super(Opcodes.ASM9);
      this.owner = owner;
      this.size = size;
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
      int slot = isStatic ? statics++ : size++;
      finals |= !isStatic && (access & Opcodes.ACC_FINAL) != 0;
      fields.put(name, new FieldInfo(owner, name, names.mapDesc(descriptor), access, slot));
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      methods.add(name + names.mapMethodDesc(descriptor));
      return null;
    }
  }
}
