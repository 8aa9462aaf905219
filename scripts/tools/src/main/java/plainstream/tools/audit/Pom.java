package plainstream.tools.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Comment;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** What a pom.xml says about licences, its parent and what it leaves out. */
final class Pom {

    /**
     * A dependency that is left out.
     *
     * @param of the dependency that would bring it
     * @param what group and name of what is left out
     * @param why the comment that stands last before it; empty if there is none
     */
    record Exclusion(String of, String what, String why) {}

    private final Element project;

    private Pom(Element project) {
        this.project = project;
    }

    static Pom read(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new Pom(factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is no pom: " + e.getMessage(), e);
        }
    }

    /** The names of the licences as they stand there; none when a parent has to be asked. */
    List<String> licences() {
        return child(project, "licenses").stream()
                .flatMap(all -> children(all, "license").stream())
                .flatMap(licence -> text(licence, "name").stream())
                .toList();
    }

    Optional<Coordinates> parent() {
        return child(project, "parent")
                .map(parent -> new Coordinates(
                        text(parent, "groupId").orElseThrow(),
                        text(parent, "artifactId").orElseThrow(),
                        text(parent, "version").orElseThrow(),
                        ""));
    }

    /** The folders of the modules that it builds. */
    List<String> modules() {
        return child(project, "modules").stream()
                .flatMap(all -> children(all, "module").stream())
                .map(module -> module.getTextContent().strip())
                .toList();
    }

    /** What the dependency management leaves out, each with the comment that explains it. */
    List<Exclusion> exclusions() {
        List<Exclusion> found = new ArrayList<>();
        child(project, "dependencyManagement")
                .flatMap(management -> child(management, "dependencies"))
                .ifPresent(all -> children(all, "dependency").forEach(d -> exclusions(d, found)));
        return found;
    }

    private static void exclusions(Element dependency, List<Exclusion> found) {
        String of = text(dependency, "artifactId").orElseThrow();
        String why = "";
        for (Node node : nodes(child(dependency, "exclusions").orElse(null))) {
            if (node instanceof Comment comment) {
                why = comment.getData().strip().replaceAll("\\s+", " ");
            } else if (node instanceof Element exclusion) {
                String what = text(exclusion, "groupId").orElseThrow() + ":"
                        + text(exclusion, "artifactId").orElseThrow();
                found.add(new Exclusion(of, what, why));
            }
        }
    }

    private static List<Node> nodes(Element element) {
        return element == null
                ? List.of()
                : IntStream.range(0, element.getChildNodes().getLength())
                        .mapToObj(element.getChildNodes()::item)
                        .toList();
    }

    private static List<Element> children(Element element, String name) {
        return nodes(element).stream()
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(child -> child.getTagName().equals(name))
                .toList();
    }

    private static Optional<Element> child(Element element, String name) {
        return children(element, name).stream().findFirst();
    }

    private static Optional<String> text(Element element, String name) {
        return child(element, name).map(found -> found.getTextContent().strip());
    }
}
