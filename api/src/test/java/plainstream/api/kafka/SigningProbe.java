package plainstream.api.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.spi.LoginModule;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import plainstream.api.ShippedJarsIT;
import plainstream.api.settings.Settings;

/** Signs what an MSK broker would ask to be signed, with whatever the class path and the environment give. Run as a process by {@link ShippedJarsIT}. */
public final class SigningProbe {
    private static final String MECHANISM = "AWS_MSK_IAM";
    private static final String BROKER = "boot-a.c1.kafka-serverless.eu-west-1.amazonaws.com";

    private static final int PAUSE_MS = 100;

    private SigningProbe() {}

    /** Arguments: how often to sign; a profile's name. */
    public static void main(String[] arguments) throws Exception {
        Map<String, Object> config =
                ProducerSettings.producer(Settings.of(Map.of("KAFKA_BOOTSTRAP_SERVERS", "a:1", "KAFKA_AUTH", "iam"))
                        .kafka());
        String jaas = (String) config.get("sasl.jaas.config");
        String module = jaas.substring(0, jaas.indexOf(' '));
        Class.forName(module).asSubclass(LoginModule.class).getConstructor().newInstance();
        AuthenticateCallbackHandler handler = Class.forName((String) config.get("sasl.client.callback.handler.class"))
                .asSubclass(AuthenticateCallbackHandler.class)
                .getConstructor()
                .newInstance();
        handler.configure(
                Map.of(),
                MECHANISM,
                List.of(new AppConfigurationEntry(module, LoginModuleControlFlag.REQUIRED, options(arguments))));
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            sign(handler);
            Thread.sleep(PAUSE_MS);
        }
        handler.close();
    }

    private static Map<String, String> options(String[] arguments) {
        return arguments.length > 1 ? Map.of("awsProfileName", arguments[1]) : Map.of();
    }

    private static void sign(AuthenticateCallbackHandler handler) {
        try {
            SaslClient client =
                    Sasl.createSaslClient(new String[] {MECHANISM}, null, "kafka", BROKER, Map.of(), handler);
            System.out.println("signed " + new String(client.evaluateChallenge(new byte[0]), StandardCharsets.UTF_8));
        } catch (SaslException e) {
            System.out.println("refused " + e);
        }
    }
}
