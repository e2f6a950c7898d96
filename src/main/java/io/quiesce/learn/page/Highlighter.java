package io.quiesce.learn.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java in HTML, with comments, strings, annotations and keywords marked. */
final class Highlighter {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>/\\*.*?\\*/|//[^\\n]*)|(?<string>\"(?:\\\\.|[^\"\\\\])*\")"
              + "|(?<annotation>@\\w+)|(?<keyword>\\b(?:boolean|break|case|class|continue|do|else"
              + "|final|for|if|implements|int|long|new|null|private|public|record|return|static"
              + "|super|switch|synchronized|this|throw|true|false|try|void|volatile|while)\\b)",
          Pattern.DOTALL);

  private Highlighter() {}

  /** Escaped and marked. */
  static String html(String java) {
    StringBuilder text = new StringBuilder();
    Matcher matcher = TOKEN.matcher(java);
    int at = 0;
    while (matcher.find()) {
      text.append(escape(java.substring(at, matcher.start())));
      text.append("<span class=\"").append(kind(matcher)).append("\">");
      text.append(escape(matcher.group())).append("</span>");
      at = matcher.end();
    }
    return text.append(escape(java.substring(at))).toString();
  }

  private static String kind(Matcher matcher) {
    return matcher.group("comment") != null
        ? "c"
        : matcher.group("string") != null ? "s" : matcher.group("annotation") != null ? "a" : "k";
  }

  /** Text in HTML. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
