package io.quiesce.explore.transform;

import io.quiesce.explore.transform.classes.ClassInfo;
import io.quiesce.explore.transform.classes.ClassInfos;
import io.quiesce.explore.transform.classes.FieldInfo;
import io.quiesce.explore.transform.classes.Locations;
import io.quiesce.explore.transform.classes.Names;
import io.quiesce.explore.transform.classes.Site;
import io.quiesce.explore.transform.classes.Sites;
import io.quiesce.explore.transform.hook.Synthetics;

/**
 * What the rewriting of one class carries along.
 *
 * @param self the class
 * @param infos the other rewritten classes
 * @param names what becomes of names
 * @param sites takes new sites
 * @param locations of static fields
 * @param synthetics takes new synthetic methods
 * @param file source file, or null
 */
record ClassContext(
    ClassInfo self,
    ClassInfos infos,
    Names names,
    Sites sites,
    Locations locations,
    Synthetics synthetics,
    String file) {
  /** Set in the access word of a volatile field. */
  private static final int VOLATILE = 1 << 30;

  /** A new site in this class. */
  int site(String method, int line, String what) {
    return sites.add(new Site(self.name(), method, file, line, what));
  }

  /** What a hook needs to know of a field: its slot or location, and whether it is volatile. */
  int access(FieldInfo field, int place) {
    return field.isVolatile() ? place | VOLATILE : place;
  }

  /** Whether final fields of the class may be seen unset. */
  boolean leaky(String owner) {
    return infos.get(owner).leaky();
  }
}
