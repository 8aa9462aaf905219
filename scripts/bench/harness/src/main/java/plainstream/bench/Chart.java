package plainstream.bench;

import java.util.List;
import java.util.Locale;

/** Horizontal bars in SVG, with no library: the text stays text, and both light and dark pages can show it. */
final class Chart {
    private static final int WIDTH = 760;
    private static final int LABEL = 230;
    private static final int VALUE = 130;
    private static final int ROW = 24;
    private static final int HEAD = 40;
    private static final String STYLE = """
            <style>
              text { font: 13px sans-serif; fill: #444 } .head { font-weight: bold }
              .bar { fill: #9aa5b1 } .ours { fill: #2f7d5b }
              @media (prefers-color-scheme: dark) { text { fill: #ccc } }
            </style>
            """;

    private Chart() {}

    /**
     * Bars that are compared with each other.
     *
     * @param title with the unit, and whether more or less is better
     * @param bars at least one
     */
    record Group(String title, List<Bar> bars) {
        double most() {
            return bars.stream().mapToDouble(Bar::value).max().orElse(1);
        }

        int height() {
            return HEAD + ROW * bars.size();
        }
    }

    /**
     * One bar.
     *
     * @param name of the contender
     * @param value its length
     * @param text the value as people read it
     * @param ours whether it is this project's
     */
    record Bar(String name, double value, String text, boolean ours) {}

    static String svg(List<Group> groups) {
        int height = groups.stream().mapToInt(Group::height).sum() + 10;
        var svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">\n"
                .formatted(WIDTH, height));
        svg.append("<title>Plainstream beside its peers</title>\n").append(STYLE);
        int y = 0;
        for (Group group : groups) {
            draw(svg, group, y);
            y += group.height();
        }
        return svg.append("</svg>\n").toString();
    }

    private static void draw(StringBuilder svg, Group group, int top) {
        svg.append("<text class=\"head\" x=\"8\" y=\"%d\">%s</text>\n".formatted(top + 26, escaped(group.title())));
        int y = top + HEAD;
        for (Bar bar : group.bars()) {
            double width = (WIDTH - LABEL - VALUE) * bar.value() / group.most();
            svg.append(String.format(
                    Locale.ROOT,
                    """
                    <text x="8" y="%d">%s</text><rect class="%s" x="%d" y="%d" width="%.1f" height="%d" rx="2"/>\
                    <text x="%.1f" y="%d">%s</text>
                    """,
                    y + 13,
                    escaped(bar.name()),
                    bar.ours() ? "ours" : "bar",
                    LABEL,
                    y,
                    width,
                    ROW - 7,
                    LABEL + width + 8,
                    y + 13,
                    escaped(bar.text())));
            y += ROW;
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
