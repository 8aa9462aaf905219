package plainstream.consumer.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The two ways in which time is written here. By hand, since {@code DateTimeFormatter} costs a cold start 20 ms. */
public final class UtcTime {
    private static final String ISO = "0000-00-00T00:00:00.000000Z";
    private static final int ISO_SECONDS_LENGTH = 19;
    private static final int FRACTION_DIGITS = 6;
    private static final int OFFSET_LENGTH = 6;

    private UtcTime() {}

    /**
     * Writes {@code 2026-11-21T03:17:32.123456Z}: always six digits, so that the order of texts is the order of times.
     *
     * @param time a time in the years 0 to 9999
     * @return 27 characters
     */
    public static String iso(Instant time) {
        LocalDateTime t = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        char[] text = ISO.toCharArray();
        put(text, 0, 4, t.getYear());
        put(text, 5, 2, t.getMonthValue());
        put(text, 8, 2, t.getDayOfMonth());
        put(text, 11, 2, t.getHour());
        put(text, 14, 2, t.getMinute());
        put(text, 17, 2, t.getSecond());
        put(text, 20, 6, t.getNano() / 1000);
        return new String(text);
    }

    /**
     * Writes {@code 20261121T031732Z}, as signatures want it.
     *
     * @return 16 characters
     */
    public static String basic(Instant time) {
        String iso = iso(time);
        StringBuilder text = new StringBuilder(16);
        for (int i = 0; i < ISO_SECONDS_LENGTH; i++) {
            char c = iso.charAt(i);
            if (c != '-' && c != ':') {
                text.append(c);
            }
        }
        return text.append('Z').toString();
    }

    private static void put(char[] text, int from, int digits, int value) {
        int rest = value;
        for (int i = from + digits - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /**
     * Brings a time of RFC 3339 to UTC and six fraction digits; further ones are cut.
     *
     * @param text a time such as {@code 2026-11-21T03:17:32Z} or {@code 2026-11-21T04:17:32.5+01:00}
     * @return 27 characters, or "" if it is not such a time
     */
    public static String normalise(String text) {
        String time = text.replace('t', 'T').replace('z', 'Z');
        boolean utc = time.endsWith("Z");
        int zone = time.length() - (utc ? 1 : OFFSET_LENGTH);
        if (zone < ISO_SECONDS_LENGTH || !isFraction(time, ISO_SECONDS_LENGTH, zone)) {
            return "";
        }
        StringBuilder iso = new StringBuilder(time.substring(0, ISO_SECONDS_LENGTH)).append('.');
        for (int i = ISO_SECONDS_LENGTH + 1; i <= ISO_SECONDS_LENGTH + FRACTION_DIGITS; i++) {
            iso.append(i < zone ? time.charAt(i) : '0');
        }
        String local = iso.append('Z').toString();
        return !isIso(local) ? "" : utc ? local : shifted(local, time.substring(zone));
    }

    /** Nothing, or a point and digits. */
    private static boolean isFraction(String text, int from, int to) {
        if (from < to && (text.charAt(from) != '.' || from + 1 == to)) {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The UTC time of a local time and its distance from UTC, such as {@code +01:00}; "" if there is none of four digits' year. */
    private static String shifted(String local, String offset) {
        char sign = offset.charAt(0);
        if (sign != '+' && sign != '-' || !isIso("2000-01-01T" + offset.substring(1) + ":00.000000Z")) {
            return "";
        }
        int minutes = number(offset, 1, 2) * 60 + number(offset, 4, 2);
        LocalDateTime utc = parts(local).plusMinutes(sign == '+' ? -minutes : minutes);
        boolean writable = utc.getYear() >= 0 && utc.getYear() <= 9999;
        return writable ? iso(utc.toInstant(ZoneOffset.UTC)) : "";
    }

    /**
     * Tells whether a text is a time as {@link #iso} writes it.
     *
     * @return true if it is, and names a real day
     */
    public static boolean isIso(String text) {
        if (text.length() != ISO.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char pattern = ISO.charAt(i);
            if (pattern == '0' ? c < '0' || c > '9' : c != pattern) {
                return false;
            }
        }
        return number(text, 11, 2) < 24 && number(text, 14, 2) < 60 && number(text, 17, 2) < 60 && isDay(text);
    }

    /**
     * Tells whether a text begins with a day.
     *
     * @param text ten digits and dashes or more, already checked to be that
     * @return true if there is such a day
     */
    private static boolean isDay(String text) {
        int month = number(text, 5, 2);
        int day = number(text, 8, 2);
        if (month < 1 || month > 12 || day < 1) {
            return false;
        }
        return day <= java.time.YearMonth.of(number(text, 0, 4), month).lengthOfMonth();
    }

    /**
     * Reads a time as {@link #iso} writes it.
     *
     * @param iso 27 characters for which {@link #isIso} holds
     * @return milliseconds since 1970
     */
    public static long epochMillis(String iso) {
        LocalDateTime time = parts(iso);
        return time.toEpochSecond(ZoneOffset.UTC) * 1000 + time.getNano() / 1_000_000;
    }

    private static LocalDateTime parts(String iso) {
        return LocalDateTime.of(
                number(iso, 0, 4),
                number(iso, 5, 2),
                number(iso, 8, 2),
                number(iso, 11, 2),
                number(iso, 14, 2),
                number(iso, 17, 2),
                number(iso, 20, 6) * 1000);
    }

    private static int number(String text, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }
}
