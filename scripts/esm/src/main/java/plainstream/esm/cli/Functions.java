package plainstream.esm.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import plainstream.esm.Code;
import plainstream.esm.FunctionPool;
import plainstream.esm.FunctionSpec;
import plainstream.esm.HttpFunction;
import plainstream.esm.Invoker;
import plainstream.esm.Pollers;
import plainstream.esm.aws.Arn;
import plainstream.esm.aws.Aws;
import plainstream.esm.aws.LambdaFunction;

/**
 * The function that the options name.
 *
 * @param invoker takes its events
 * @param arn its name in messages
 * @param end ends what was started for it
 */
record Functions(Invoker invoker, String arn, Runnable end) implements AutoCloseable {
    private static final int MAX_TIMEOUT_S = 900;
    private static final int MAX_CONCURRENCY = 100;

    static Functions of(Words words, String name, Consumer<String> lines) throws UsageException {
        var faults = new ArrayList<String>();
        var timeout = Duration.ofSeconds(number(words, Option.TIMEOUT, 3, MAX_TIMEOUT_S, faults));
        int concurrency = number(words, Option.CONCURRENCY, Pollers.INVOCATIONS, MAX_CONCURRENCY, faults);
        var environment = environment(words, faults);
        if (words.has(Option.FUNCTION) == words.has(Option.CODE)) {
            faults.add("one of --function (a command, a URL, an ARN) and --code (with --handler) is needed");
        } else if (words.has(Option.CODE) && !words.has(Option.HANDLER)) {
            faults.add("--code needs --handler");
        }
        if (!faults.isEmpty()) {
            throw new UsageException(faults);
        }
        try {
            String what = words.value(Option.FUNCTION).orElse("");
            if (Arn.isArn(what)) {
                var function = new LambdaFunction(new Aws(System.getenv()), Arn.of(what), timeout.plusSeconds(5));
                return new Functions(function, what, () -> {});
            }
            if (what.matches("https?://.*")) {
                return new Functions(new HttpFunction(URI.create(what), timeout), what, () -> {});
            }
            return process(spec(words, name, environment, lines), timeout, concurrency);
        } catch (IllegalArgumentException e) {
            throw new UsageException(List.of(e.getMessage()));
        }
    }

    private static FunctionSpec spec(
            Words words, String name, Map<String, String> environment, Consumer<String> lines) {
        if (words.has(Option.CODE)) {
            Path code = Path.of(words.value(Option.CODE).orElseThrow()).toAbsolutePath();
            return Code.spec(name, code, words.value(Option.HANDLER).orElseThrow(), environment, lines);
        }
        // As a shell takes it apart: whoever needs quotes writes them.
        var command =
                List.of("/bin/sh", "-c", "exec " + words.value(Option.FUNCTION).orElseThrow());
        return new FunctionSpec(name, command, environment, lines);
    }

    private static Functions process(FunctionSpec spec, Duration timeout, int concurrency) {
        var pool = new FunctionPool(spec, timeout, concurrency);
        return new Functions(pool, pool.arn(), pool::close);
    }

    private static Map<String, String> environment(Words words, List<String> faults) {
        var environment = new HashMap<String, String>();
        for (String pair : words.all(Option.ENVIRONMENT)) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2 || parts[0].isEmpty()) {
                faults.add("--environment: '" + pair + "' is not NAME=VALUE");
            } else {
                environment.put(parts[0], parts[1]);
            }
        }
        return environment;
    }

    static int number(Words words, Option option, int otherwise, int most, List<String> faults) {
        String text = words.value(option).orElse(String.valueOf(otherwise));
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            faults.add(option.flag() + " is '" + text + "', legal: 1 to " + most);
            return otherwise;
        }
        return Integer.parseInt(text);
    }

    @Override
    public void close() {
        end.run();
    }
}
