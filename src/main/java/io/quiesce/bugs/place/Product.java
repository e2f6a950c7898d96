package io.quiesce.bugs.place;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The product itself, a jar or a directory of classes: what a JVM needs on its class path to run
 * it, and the resources beside the classes. Immutable.
 */
public final class Product {
  private final Path location;

  /** The product at a place. */
  public Product(Path location) {
    this.location = location.toAbsolutePath().normalize();
  }

  /** The one that runs. */
  public static Product running() {
    try {
      return new Product(
          Path.of(Product.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the place of this class is no file", e);
    }
  }

  /** The jar or the directory. */
  public Path location() {
    return location;
  }

  /** What runs it: the jar, which has everything, or the directory and this JVM's libraries. */
  public List<Path> classPath() {
    if (!Files.isDirectory(location)) {
      return List.of(location);
    }
    String running = System.getProperty("java.class.path");
    Stream<Path> all =
        Stream.concat(
            Stream.of(location),
            Arrays.stream(running.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath()));
    return all.distinct().toList();
  }

  /** Names of the resources whose name begins with {@code prefix}, sorted. */
  public List<String> list(String prefix) throws IOException {
    if (!Files.isDirectory(location)) {
      try (ZipFile zip = new ZipFile(location.toFile())) {
        return zip.stream()
            .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
            .map(ZipEntry::getName)
            .sorted()
            .toList();
      }
    }
    Path start = location.resolve(prefix);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(start)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> location.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  /** A resource as text. */
  public String text(String name) throws IOException {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private byte[] bytes(String name) throws IOException {
    if (Files.isDirectory(location)) {
      return Files.readAllBytes(location.resolve(name));
    }
    try (ZipFile zip = new ZipFile(location.toFile())) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw new IOException(location + " has no " + name);
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return in.readAllBytes();
      }
    }
  }

  /**
   * A directory with the resources below {@code prefix}: the product's own, or a copy.
   *
   * @param copy where to put the copy, if one is needed
   */
  public Path directory(String prefix, Path copy) throws IOException {
    if (Files.isDirectory(location)) {
      return location.resolve(prefix);
    }
    try (ZipFile zip = new ZipFile(location.toFile())) {
      for (String name : list(prefix)) {
        Path file = copy.resolve(name.substring(prefix.length()));
        Files.createDirectories(file.getParent());
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
          Files.write(file, in.readAllBytes());
        }
      }
    }
    return copy;
  }
}
