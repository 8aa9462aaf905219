package plainstream.tools;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** What scripts/load.sh runs, which checks the limits first: {@code Load URL [--connections N] …}. */
final class Load {
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(15);
    /** Latencies are kept in microseconds, at most so many: 600 s × 50,000/s would not fit, so later ones overwrite. */
    private static final int SAMPLES = 1 << 20;

    private final URI base;
    private final Map<String, String> options;
    private final HttpClient client;
    private final long[] micros = new long[SAMPLES];
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong next = new AtomicLong();
    private final LongAdder failed = new LongAdder();
    private final Map<Integer, LongAdder> byStatus = new ConcurrentSkipListMap<>();
    private final String run = Long.toString(System.nanoTime(), 36);

    private Load(URI base, Map<String, String> options, HttpClient client) {
        this.base = base;
        this.options = options;
        this.client = client;
    }

    public static void main(String[] args) throws Exception {
        // The language that is set must not choose the digits that machines read.
        Locale.setDefault(Locale.ROOT);
        var options = new TreeMap<String, String>();
        for (int i = 1; i < args.length; i++) {
            options.put(args[i], args[i].equals("--insecure") ? "" : args[++i]);
        }
        var builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(REQUEST_LIMIT);
        if (options.containsKey("--insecure")) {
            builder.sslContext(trustingAll());
        }
        try (var client = builder.build()) {
            System.exit(new Load(URI.create(args[0]), options, client).run());
        }
    }

    private int run() throws InterruptedException, ExecutionException {
        int seconds = number("--duration", 20);
        long start = System.nanoTime();
        long end = start + Duration.ofSeconds(seconds).toNanos();
        var workers = new ArrayList<Future<?>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < number("--connections", 32); i++) {
                workers.add(executor.submit(() -> work(start, end)));
            }
            for (int second = 1; second <= seconds; second++) {
                Thread.sleep(1000);
                System.err.printf("%4d s  %,d answered  %s%n", second, answered.get(), byStatus);
            }
        }
        for (var worker : workers) {
            // What ended a worker ends the program, with its cause.
            worker.get();
        }
        report((System.nanoTime() - start) / 1e9);
        if (System.out.checkError()) {
            System.err.println("load: the result could not be written");
            return 1;
        }
        return failed.sum() == 0 && answered.get() > 0 ? 0 : 1;
    }

    /** Each request has its time, whoever sends it: a slow answer does not lower the rate of the others. */
    private void work(long start, long end) {
        long gap = 1_000_000_000L / number("--rate", 1000);
        while (true) {
            long number = next.getAndIncrement();
            long due = start + number * gap;
            if (due >= end) {
                return;
            }
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            if (System.nanoTime() >= end) {
                return;
            }
            send(request(number));
        }
    }

    private void send(HttpRequest request) {
        long sent = System.nanoTime();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            micros[(int) (answered.getAndIncrement() % SAMPLES)] = (System.nanoTime() - sent) / 1000;
            byStatus.computeIfAbsent(status, s -> new LongAdder()).increment();
            if (status >= 400 && status != 503) {
                failed.increment();
            }
        } catch (java.io.IOException e) {
            failed.increment();
            byStatus.computeIfAbsent(0, s -> new LongAdder()).increment();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(long number) {
        if (options.containsKey("--path")) {
            return get(options.get("--path"));
        }
        return switch ((int) (number % 10)) {
            case 0, 1, 2, 3 -> get("/current_time?name=Load");
            case 4, 5, 6 -> post("/likes", "{\"movieId\":\"load-%d\"}".formatted(number % 100));
            case 7, 8 -> post("/app", "");
            default -> post("/orders", """
                    {"OrderNo":"load-%s-%d","Customer":"Jones","Item":"Pencil","Units":1}""".formatted(run, number));
        };
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(REQUEST_LIMIT).build();
    }

    private HttpRequest post(String path, String body) {
        var builder = HttpRequest.newBuilder(base.resolve(path)).timeout(REQUEST_LIMIT);
        return body.isEmpty()
                ? builder.POST(BodyPublishers.noBody()).build()
                : builder.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
    }

    private void report(double seconds) {
        long[] sorted = Arrays.copyOf(micros, (int) Math.min(SAMPLES, answered.get()));
        Arrays.sort(sorted);
        System.out.printf("%,d answers in %.1f s: %,.0f a second%n", answered.get(), seconds, answered.get() / seconds);
        byStatus.forEach((status, count) -> System.out.printf("%10s  %s%n", status == 0 ? "no answer" : status, count));
        for (double percent : List.of(50.0, 90.0, 99.0, 99.9, 100.0)) {
            if (sorted.length > 0) {
                int index = (int) Math.ceil(percent / 100 * sorted.length) - 1;
                System.out.printf("%9s%%  %.2f ms%n", percent, sorted[Math.max(0, index)] / 1000.0);
            }
        }
    }

    private int number(String option, int otherwise) {
        return Integer.parseInt(options.getOrDefault(option, Integer.toString(otherwise)));
    }

    /** For {@code --insecure}: a self-signed certificate of one's own stack, whose name need not fit either. */
    private static SSLContext trustingAll() throws GeneralSecurityException {
        var all = new X509ExtendedTrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {all}, null);
        return context;
    }
}
