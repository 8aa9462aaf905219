package plainstream.bench;

import java.nio.file.Path;
import plainstream.local.broker.Broker;

/**
 * What every part works with.
 *
 * @param options what was asked for
 * @param product the jars
 * @param contenders what is measured
 * @param shipped makes the API's runtime
 * @param load on the servers
 * @param report for the results
 * @param progress for whoever waits
 */
record Lab(
        Options options,
        Product product,
        Contenders contenders,
        Shipped shipped,
        Load load,
        Report report,
        Progress progress) {
    static Lab of(Options options) {
        var product = new Product(options.root());
        var progress = new Progress();
        Load load = options.generator().equals("wrk") ? new Wrk(options.output()) : new Generator();
        var contenders = new Contenders(product);
        return new Lab(
                options,
                product,
                contenders,
                new Shipped(product, options.output(), progress),
                load,
                new Report(),
                progress);
    }

    Effort effort() {
        return options.effort();
    }

    /** A fresh broker; its folder is named after who uses it. */
    Broker broker(String user) {
        return Broker.start(Scratch.fresh(options.output().resolve("kafka-" + user)));
    }

    Server start(Contender contender, String bootstrapServers) {
        return Server.start(contender, bootstrapServers, logs());
    }

    Path logs() {
        return options.output().resolve("logs");
    }
}
