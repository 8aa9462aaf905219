package plainstream.api;

/**
 * An event to store, and the answer to give once it is.
 *
 * @param event to publish
 * @param onStored answer when every in-sync replica has it
 */
record Publication(Event event, Response onStored) implements Outcome {}
