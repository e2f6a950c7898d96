package io.quiesce.explore.java;

import io.quiesce.explore.transform.classes.ClassBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Directories and jars of classes, read on demand and kept. May be used by several threads. */
public final class ClassPath implements ClassBytes {
  private static final String SUFFIX = ".class";

  private final List<Path> places;
  private final Map<String, Optional<byte[]>> read = new HashMap<>();

  /**
   * Classes under some directories and in some jars, the first that has a class wins.
   *
   * @throws IllegalArgumentException if one is neither a directory nor a jar
   */
  public ClassPath(List<Path> places) {
    this.places = List.copyOf(places);
    for (Path place : places) {
      if (!Files.isDirectory(place) && !isJar(place)) {
        throw new IllegalArgumentException(place + " is neither a directory nor a jar of classes");
      }
    }
  }

  private static boolean isJar(Path place) {
    try (ZipFile zip = new ZipFile(place.toFile())) {
      return zip.size() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Internal names of all classes, sorted. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Path place : places) {
      try {
        names.addAll(Files.isDirectory(place) ? inDirectory(place) : inJar(place));
      } catch (IOException e) {
        throw new UncheckedIOException("listing " + place, e);
      }
    }
    return names.stream().distinct().sorted().toList();
  }

  private static List<String> inDirectory(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .map(file -> directory.relativize(file).toString().replace('\\', '/'))
          .map(ClassPath::stripped)
          .filter(ClassPath::isClass)
          .toList();
    }
  }

  private static List<String> inJar(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(SUFFIX))
          .map(ClassPath::stripped)
          .filter(ClassPath::isClass)
          .toList();
    }
  }

  private static boolean isClass(String name) {
    return !name.endsWith("module-info") && !name.startsWith("META-INF/");
  }

  private static String stripped(String name) {
    return name.substring(0, name.length() - SUFFIX.length());
  }

  @Override
  public synchronized byte[] find(String internalName) {
    return read.computeIfAbsent(internalName, this::load).orElse(null);
  }

  private Optional<byte[]> load(String name) {
    for (Path place : places) {
      try {
        byte[] found = Files.isDirectory(place) ? file(place, name) : entry(place, name);
        if (found != null) {
          return Optional.of(found);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("reading class " + name + " from " + place, e);
      }
    }
    return Optional.empty();
  }

  private static byte[] file(Path directory, String name) throws IOException {
    Path file = directory.resolve(name + SUFFIX);
    return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
  }

  private static byte[] entry(Path jar, String name) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry(name + SUFFIX);
      if (entry == null) {
        return null;
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return in.readAllBytes();
      }
    }
  }
}
