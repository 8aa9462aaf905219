package plainstream.esm.check;

import java.util.List;

/**
 * One hard case.
 *
 * @param name short, for the table
 * @param why what it is about, and where it is said
 * @param events given one after the other
 */
public record Case(String name, String why, List<byte[]> events) {}
