package plainstream.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What has to be shipped, loaded and audited. The image is measured by scripts/image.sh, which needs a container tool. */
final class Sizes implements Part.Work {
    @Override
    public void run(Lab lab) throws Exception {
        var product = lab.product();
        var all = lab.contenders();
        var rows = new ArrayList<List<String>>();
        rows.add(jars("Plainstream API, with MSK IAM", all.api().jars()));
        rows.add(jars("Helidon SE, without IAM", all.helidon().jars()));
        rows.add(jars("Spring Boot, without IAM", all.spring().jars()));
        rows.add(jars("functions events and queries", Product.jars(product.functionLib())));
        rows.add(List.of("function.zip", "", megabytes(Files.size(product.functionZip()))));
        rows.add(List.of("layer.zip (enrichment only)", "", megabytes(Files.size(product.layerZip()))));
        var events = new ArrayList<>(Product.jars(product.lib("cold-events")));
        rows.add(jars("a function with KafkaEvent + databind", events));
        rows.add(jars("a function with the AWS SDK's DynamoDB client", Product.jars(product.lib("cold-sdk"))));
        addIfMade(rows, "runtime by jlink, unpacked", lab.options().output().resolve("runtime"));
        lab.report().add(new Report.Table("Sizes", "MB are 1,000,000 bytes.", List.of("", "jars", "MB"), rows));
    }

    private static List<String> jars(String name, List<Path> jars) {
        return List.of(name, String.valueOf(jars.size()), megabytes(Product.bytes(jars)));
    }

    private static void addIfMade(List<List<String>> rows, String name, Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.walk(folder)) {
                long bytes = files.filter(Files::isRegularFile)
                        .mapToLong(file -> file.toFile().length())
                        .sum();
                rows.add(List.of(name, "", megabytes(bytes)));
            }
        }
    }

    private static String megabytes(long bytes) {
        return Stat.number(bytes / 1e6, bytes < 1_000_000 ? 3 : 1);
    }
}
