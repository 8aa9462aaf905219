package plainstream.bench.spring.duties;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application; its settings are in {@code application.properties}. */
@SpringBootApplication
public class Main {
    /** Spring makes it. */
    public Main() {}

    /**
     * Serves.
     *
     * @param arguments Spring's own
     */
    public static void main(String[] arguments) {
        SpringApplication.run(Main.class, arguments);
    }
}
