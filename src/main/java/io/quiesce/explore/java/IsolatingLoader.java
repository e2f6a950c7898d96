package io.quiesce.explore.java;

import io.quiesce.explore.java.heap.Heap;
import io.quiesce.explore.java.heap.Statics;
import io.quiesce.explore.java.memory.Variable;
import io.quiesce.explore.transform.ClassRewriter;
import io.quiesce.explore.transform.UnmodelledException;
import io.quiesce.explore.transform.classes.ClassBytes;
import io.quiesce.explore.transform.classes.ClassInfos;
import io.quiesce.explore.transform.classes.FieldInfo;
import io.quiesce.explore.transform.classes.Names;
import io.quiesce.explore.transform.classes.Platform;
import io.quiesce.explore.transform.classes.Sites;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * Loads the user's classes, and whatever of the JDK is cloned or modelled, rewritten and for one
 * world only; leaves all others to its parent.
 */
public final class IsolatingLoader extends ClassLoader {
  private static final String MODELS = Names.MODELS.replace('/', '.');
  private static final Set<String> HOOKS =
      Set.of(MODELS + "Hooks", MODELS + "FieldHooks", MODELS + "ElementHooks");

  private final ClassBytes user;
  private final ClassBytes synthetic;
  private final ClassBytes all;
  private final Names names;
  private final Sites sites = new Sites();
  private final ClassInfos infos;
  private final Heap heap;
  private final World world;
  private final Statics statics;

  /**
   * A loader with a world of its own.
   *
   * @param user the classes to rewrite
   * @param synthetic classes to load as they are, such as result holders; asked first
   */
  public IsolatingLoader(ClassBytes user, ClassBytes synthetic) {
    super(IsolatingLoader.class.getClassLoader());
    this.user = user;
    this.synthetic = synthetic;
    ClassBytes foreign = name -> Names.isOwn(name) ? null : user.find(name);
    this.all = foreign.orElse(IsolatingLoader::platformBytes);
    this.names = new Names(this::isUser);
    this.infos = new ClassInfos(all, names);
    this.heap = new Heap();
    this.statics = new Statics(heap);
    this.world = new World(this);
  }

  private static byte[] platformBytes(String name) {
    try (var in = IsolatingLoader.class.getClassLoader().getResourceAsStream(name + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException("reading class " + name, e);
    }
  }

  private boolean isUser(String name) {
    return !name.startsWith("java/")
        && !Names.isOwn(name)
        && synthetic.find(name) == null
        && user.find(name) != null;
  }

  /** The world whose hooks the classes of this loader call. */
  public World world() {
    return world;
  }

  Heap heap() {
    return heap;
  }

  ClassInfos infos() {
    return infos;
  }

  Sites sites() {
    return sites;
  }

  Statics statics() {
    return statics;
  }

  /** Whether a class was loaded by this loader. */
  boolean owns(Class<?> type) {
    return type.getClassLoader() == this;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      String internal = name.replace('.', '/');
      byte[] bytes = bytes(internal);
      if (bytes == null) {
        requireForeign(internal);
        return super.loadClass(name, resolve);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  /** Code that is neither rewritten nor the JDK's could do anything unseen. */
  private void requireForeign(String name) {
    if (!Platform.isPlatform(name) && !Names.isOwn(name)) {
      throw world.strands.refused(
          new UnmodelledException(
              "class "
                  + Names.shown(name)
                  + " is not among the classes to explore; give its place"));
    }
  }

  private byte[] bytes(String name) {
    if (HOOKS.contains(name.replace('/', '.'))) {
      return all.find(name);
    }
    byte[] generated = synthetic.find(name);
    if (generated != null || !names.isRewritten(name)) {
      return generated;
    }
    byte[] original = all.find(names.original(name));
    return original == null ? null : ClassRewriter.rewrite(original, infos, names, sites, statics);
  }

  /** Defines a class that is not to be rewritten, next to the user's. */
  public Class<?> define(String name, byte[] bytes) {
    return defineClass(name, bytes, 0, bytes.length);
  }

  /** The variable of an instance field; a null type stands for any. */
  public Variable field(MethodHandles.Lookup lookup, Class<?> owner, String name, Class<?> type)
      throws NoSuchFieldException, IllegalAccessException {
    FieldInfo field = resolve(owner, name);
    Class<?> actual = type != null ? type : owner.getDeclaredField(name).getType();
    VarHandle real = lookup.findVarHandle(owner, name, actual);
    return Variable.field(real, field, owner);
  }

  /** The variable of a static field. */
  public Variable staticField(
      MethodHandles.Lookup lookup, Class<?> owner, String name, Class<?> type)
      throws NoSuchFieldException, IllegalAccessException {
    VarHandle real = lookup.findStaticVarHandle(owner, name, type);
    return Variable.ofStatic(real, statics.of(resolve(owner, name)));
  }

  private FieldInfo resolve(Class<?> owner, String name) throws NoSuchFieldException {
    FieldInfo field = infos.field(owner.getName().replace('.', '/'), name);
    if (field == null) {
      throw new NoSuchFieldException(owner.getName() + "." + name);
    }
    return field;
  }

  /** The variables that are the elements of arrays of a class. */
  public Variable element(Class<?> array) {
    return Variable.element(array);
  }

  /** The bytes of byte arrays as values of a wider type. */
  public Variable view(Class<?> view, ByteOrder order) {
    return Variable.view(view, order);
  }
}
