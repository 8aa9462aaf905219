package plainstream.api.http;

/** What a handler decided: an answer, or an event to store before it is given. */
public sealed interface Decision permits Response, Publication {}
