package plainstream.api.http;

/** What a handler decides: an answer now, or an event whose acknowledgement brings the answer. */
public sealed interface Outcome permits Response, Publication {}
