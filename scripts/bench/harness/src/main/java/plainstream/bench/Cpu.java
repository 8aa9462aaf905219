package plainstream.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Optional;

/**
 * The processor time of another process, all its threads, dead ones too.
 *
 * <p>On Linux by the process's own clock ({@code clock_getcpuclockid}), in nanoseconds: what {@code /proc} tells comes in
 * ticks of 10 ms, as coarse as the cold starts that are compared here. Elsewhere what the JDK knows.
 */
final class Cpu {
    private static final Optional<MethodHandle> CLOCK_OF = handle("clock_getcpuclockid");
    private static final Optional<MethodHandle> READ = handle("clock_gettime");

    private Cpu() {}

    static Duration of(ProcessHandle process) {
        return clock(process.pid()).or(() -> process.info().totalCpuDuration()).orElse(Duration.ZERO);
    }

    private static Optional<Duration> clock(long pid) {
        if (CLOCK_OF.isEmpty() || READ.isEmpty()) {
            return Optional.empty();
        }
        try (var arena = Arena.ofConfined()) {
            var clock = arena.allocate(ValueLayout.JAVA_INT);
            var time = arena.allocate(ValueLayout.JAVA_LONG, 2);
            if ((int) CLOCK_OF.get().invokeExact((int) pid, clock) != 0) {
                return Optional.empty();
            }
            if ((int) READ.get().invokeExact(clock.get(ValueLayout.JAVA_INT, 0), time) != 0) {
                return Optional.empty();
            }
            long seconds = time.getAtIndex(ValueLayout.JAVA_LONG, 0);
            return Optional.of(Duration.ofSeconds(seconds, time.getAtIndex(ValueLayout.JAVA_LONG, 1)));
        } catch (Throwable e) {
            throw new IllegalStateException("the clock of process " + pid + " cannot be read", e);
        }
    }

    // Both take an int and a pointer and return an int. Calling C is what "restricted" warns of.
    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> handle(String function) {
        var shape = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        var linker = Linker.nativeLinker();
        return linker.defaultLookup().find(function).map(symbol -> linker.downcallHandle(symbol, shape));
    }
}
