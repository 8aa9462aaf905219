package plainstream.local;

/** Whatever takes an event and gives an answer, as Lambda's synchronous invocation does. */
@FunctionalInterface
interface Invoker {
    byte[] invoke(byte[] event) throws FunctionError;
}
