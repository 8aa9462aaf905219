package plainstream.tools;

import plainstream.esm.host.Ports;

/** Prints a port of the loopback that nobody listens on. */
final class FreePort {
    private FreePort() {}

    public static void main(String[] args) {
        System.out.println(Ports.free());
    }
}
