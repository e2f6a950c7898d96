package io.quiesce.report.machine;

import io.quiesce.hunt.finding.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the source files of a checkout are: places know them below their root only. */
public final class SourceRoots {
  private static final List<String> ROOTS =
      List.of(
          "src/main/java",
          "stress/jcstress/java",
          "stress/explore/java",
          "stress/lincheck/java",
          "src/test/java");

  private final Path checkout;

  /** Of a checkout; where there is none, files are taken to be the product's. */
  public SourceRoots(Path checkout) {
    this.checkout = checkout;
  }

  /** The path of a place's file from the checkout's root, with slashes. */
  public String path(Place place) {
    return path(place.file());
  }

  /** The path of a scenario's source file, if the checkout has it. */
  public Optional<String> ofClass(String className) {
    String name = className.replace('.', '/');
    while (name.contains("/")) {
      String file = name + ".java";
      for (String root : ROOTS) {
        if (Files.isRegularFile(checkout.resolve(root).resolve(file))) {
          return Optional.of(root + "/" + file);
        }
      }
      name = name.substring(0, name.lastIndexOf('/'));
    }
    return Optional.empty();
  }

  String path(String file) {
    for (String root : ROOTS) {
      if (Files.isRegularFile(checkout.resolve(root).resolve(file))) {
        return root + "/" + file;
      }
    }
    return file.contains("/") ? ROOTS.get(0) + "/" + file : only(file).orElse(file);
  }

  /** A bare name is found if one file only has it. */
  private Optional<String> only(String name) {
    List<Path> found = ROOTS.stream().flatMap(root -> below(root, name)).limit(2).toList();
    return found.size() == 1
        ? Optional.of(checkout.relativize(found.get(0)).toString().replace('\\', '/'))
        : Optional.empty();
  }

  private Stream<Path> below(String root, String name) {
    Path directory = checkout.resolve(root);
    if (!Files.isDirectory(directory)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.endsWith(name)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be listed", e);
    }
  }
}
