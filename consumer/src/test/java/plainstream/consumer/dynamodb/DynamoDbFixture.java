package plainstream.consumer.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plainstream.consumer.aws.Credentials;
import plainstream.consumer.aws.CredentialsSource;
import plainstream.consumer.time.Deadline;

/** The client against a server that answers as it is told. */
abstract class DynamoDbFixture {
    static final Item KEY = new Item().with("id", "1");

    record Answer(int status, String body) {}

    final Deque<Answer> answers = new ArrayDeque<>();
    final List<String> requests = new ArrayList<>();
    final Set<InetSocketAddress> connections = new HashSet<>();
    private HttpServer server;
    DynamoDb client;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            connections.add(exchange.getRemoteAddress());
            Answer answer = answers.size() > 1 ? answers.pop() : answers.peek();
            if (answer.status == 0) {
                exchange.close();
                return;
            }
            byte[] body = answer.body.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        client = client(new Retries(4, 1, 2, Retries.DEFAULT.codes()));
    }

    DynamoDb client(Retries retries) {
        return client(retries, () -> new Credentials("A", "S", ""));
    }

    DynamoDb client(Retries retries, CredentialsSource credentials) {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new DynamoDb(endpoint, "eu-west-1", credentials, Clock.systemUTC(), retries);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    static Answer error(int status, String code) {
        return new Answer(
                status, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"because\"}");
    }

    static Write put() {
        return new Write.Put("t", KEY, Condition.NONE);
    }

    Optional<Item> get() {
        return client.get("t", KEY, Deadline.inMs(5_000));
    }
}
