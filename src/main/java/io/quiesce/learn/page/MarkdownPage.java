package io.quiesce.learn.page;

import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown to HTML: tables as of GitHub, Java highlighted. */
final class MarkdownPage {
  private static final List<TablesExtension> EXTENSIONS =
      List.of((TablesExtension) TablesExtension.create());

  private MarkdownPage() {}

  static String html(String markdown) {
    Node document = Parser.builder().extensions(EXTENSIONS).build().parse(markdown);
    return HtmlRenderer.builder()
        .extensions(EXTENSIONS)
        .nodeRendererFactory(CodeRenderer::new)
        .build()
        .render(document);
  }

  /** Blocks of code. */
  private static final class CodeRenderer implements NodeRenderer {
    private final HtmlNodeRendererContext context;

    CodeRenderer(HtmlNodeRendererContext context) {
      this.context = context;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(FencedCodeBlock.class);
    }

    @Override
    public void render(Node node) {
      FencedCodeBlock block = (FencedCodeBlock) node;
      String code = block.getLiteral().stripTrailing();
      String html =
          block.getInfo().equals("java") ? Highlighter.html(code) : Highlighter.escape(code);
      context.getWriter().line();
      context.getWriter().raw("<pre><code>" + html + "</code></pre>");
      context.getWriter().line();
    }
  }
}
