package plainstream.esm;

/** Whatever takes an event and gives an answer, as Lambda's synchronous invocation does. */
@FunctionalInterface
public interface Invoker {
    byte[] invoke(byte[] event) throws FunctionError;
}
