package io.quiesce.hunt.engine;

import io.quiesce.bugs.overlay.Overlay;
import io.quiesce.bugs.place.Product;
import io.quiesce.bugs.tool.JavaCommand;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The JDKs of a hunt, by version. */
final class Jdks {
  private final Map<String, Jdk> byVersion;
  private final Overlay overlay;

  /** With classes that go before those of the product. */
  Jdks(List<Jdk> jdks, Overlay overlay) {
    this.overlay = overlay;
    // one JDK may be there under two paths
    byVersion =
        jdks.stream().collect(Collectors.toMap(Jdk::version, jdk -> jdk, (one, other) -> other));
  }

  /**
   * A command that starts the product on one of them.
   *
   * @throws IllegalArgumentException if there is none of that version
   */
  JavaCommand command(String version, Product product) {
    Jdk jdk = byVersion.get(version);
    if (jdk == null) {
      throw new IllegalArgumentException(
          "no JDK " + version + " in this hunt; there are " + byVersion.keySet());
    }
    return new JavaCommand(overlay, product).on(jdk.home(), jdk.feature());
  }
}
