package io.quiesce.cli.bugs;

import io.quiesce.bugs.corpus.Tool;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a tool. */
final class ToolWord implements ITypeConverter<Tool> {
  @Override
  public Tool convert(String text) {
    try {
      return Tool.labelled(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
