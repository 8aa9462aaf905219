package plainstream.workshop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What {@code museum.sh} and {@code lab.sh} call; they say what it is for. */
final class Main {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;
    /** In a working copy: the number of the exhibit that it holds. */
    private static final String BROKEN = ".broken";

    private Main() {}

    /**
     * {@code list ROOT}, {@code museum ROOT [N]…}, {@code break COPY N}, {@code mend COPY}, {@code apply COPY DIFF}, or
     * {@code back COPY DIFF}.
     *
     * @param arguments one of these
     * @throws Exception when files cannot be read or written, which is a bug or a full disk
     */
    public static void main(String[] arguments) throws Exception {
        var words = List.of(arguments);
        if (words.size() < 2) {
            System.exit(WRONG_USE);
        }
        var root = Path.of(words.get(1)).toAbsolutePath().normalize();
        switch (words.getFirst()) {
            case "list" ->
                Exhibit.all(root).forEach(each -> System.out.printf("%2d  %s%n", each.number(), each.title()));
            case "museum" ->
                System.exit(new Museum(root).run(chosen(root, words.subList(2, words.size()))) ? 0 : FAILED);
            case "break" -> breakIt(root, Integer.parseInt(words.get(2)));
            case "mend" -> mend(root);
            case "apply" -> apply(root, edits(words.get(2)));
            case "back" -> edits(words.get(2)).reversed().forEach(edit -> edit.takeBack(root));
            default -> System.exit(WRONG_USE);
        }
    }

    private static List<Exhibit> chosen(Path root, List<String> numbers) {
        return Exhibit.all(root).stream()
                .filter(each -> numbers.isEmpty() || numbers.contains(String.valueOf(each.number())))
                .toList();
    }

    private static List<Edit> edits(String file) throws IOException {
        return Edit.parse(Files.readAllLines(Path.of(file)));
    }

    private static void apply(Path copy, List<Edit> edits) {
        var obstacles =
                edits.stream().flatMap(edit -> edit.obstacles(copy).stream()).toList();
        if (!obstacles.isEmpty()) {
            System.err.println("nothing was changed:");
            obstacles.forEach(System.err::println);
            System.exit(FAILED);
        }
        edits.forEach(edit -> edit.apply(copy));
        edits.forEach(edit -> System.err.println("changed " + edit.file()));
    }

    private static void breakIt(Path copy, int number) throws IOException {
        if (Files.exists(copy.resolve(BROKEN))) {
            mend(copy);
        }
        var exhibit = exhibit(copy, number);
        apply(copy, exhibit.edits());
        Files.writeString(copy.resolve(BROKEN), number + "\n");
        System.out.printf("%d. %s%n", number, exhibit.title());
        Stream.of("look for: " + exhibit.shows(), "tests: " + String.join(", ", exhibit.tests()))
                .forEach(System.out::println);
    }

    private static void mend(Path copy) throws IOException {
        var mark = copy.resolve(BROKEN);
        if (Files.notExists(mark)) {
            System.out.println("nothing is broken here");
            return;
        }
        var exhibit = exhibit(copy, Integer.parseInt(Files.readString(mark).strip()));
        exhibit.edits().reversed().forEach(edit -> edit.takeBack(copy));
        Files.delete(mark);
        System.out.printf("mended: %s%n%s%n", exhibit.title(), exhibit.lesson());
    }

    private static Exhibit exhibit(Path copy, int number) {
        return Exhibit.all(copy).stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseGet(() -> {
                    System.err.println(
                            "there is no exhibit " + number + ": scripts/workshop/museum.sh list names them");
                    System.exit(WRONG_USE);
                    throw new IllegalStateException();
                });
    }
}
