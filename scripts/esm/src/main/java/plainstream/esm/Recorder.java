package plainstream.esm;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes each invocation with its answer, a line of JSON each: {@code event}, then {@code answer} or {@code errorType}, and {@code ms}. */
public final class Recorder implements Invoker, AutoCloseable {
    private final Invoker function;
    private final JsonGenerator out;

    /**
     * Begins a new file.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public Recorder(Invoker function, Path file) {
        this.function = function;
        try {
            this.out = ItemWriter.JSON.createGenerator(Files.newBufferedWriter(file));
            out.setRootValueSeparator(null);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    @Override
    public byte[] invoke(byte[] event) throws FunctionError {
        long start = System.nanoTime();
        try {
            byte[] answer = function.invoke(event);
            write(event, "answer", new String(answer, StandardCharsets.UTF_8), start);
            return answer;
        } catch (FunctionError e) {
            write(event, "errorType", e.type(), start);
            throw e;
        }
    }

    private synchronized void write(byte[] event, String name, String value, long start) {
        try {
            out.writeStartObject();
            out.writeFieldName("event");
            out.writeRawValue(new String(event, StandardCharsets.UTF_8));
            out.writeStringField(name, value);
            out.writeNumberField("ms", (System.nanoTime() - start) / 1_000_000);
            out.writeEndObject();
            out.writeRaw('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the record of invocations cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the record of invocations cannot be written", e);
        }
    }
}
