package plainstream.api.http;

import plainstream.api.kafka.Event;

/**
 * An event to store, and the answer to give once it is.
 *
 * @param event to publish
 * @param onStored answer when every in-sync replica has it
 */
public record Publication(Event event, Response onStored) implements Decision {}
