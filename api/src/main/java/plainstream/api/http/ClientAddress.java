package plainstream.api.http;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;

/** Whose request it is: the last entry of {@code X-Forwarded-For} (the hop that the load balancer itself saw), else the socket's peer. */
final class ClientAddress {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private ClientAddress() {}

    static String of(List<String> forwardedFor, InetSocketAddress peer) {
        if (!forwardedFor.isEmpty()) {
            String line = forwardedFor.getLast();
            String last = line.substring(line.lastIndexOf(',') + 1).strip();
            if (isLiteral(last)) {
                return last;
            }
        }
        String address = peer.getAddress().getHostAddress();
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    private static boolean isLiteral(String text) {
        if (text.indexOf(':') < 0) {
            return IPV4.matcher(text).matches();
        }
        try {
            return IPV6_CHARACTERS.matcher(text).matches() && Inet6Address.ofLiteral(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
