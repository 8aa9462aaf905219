package plainstream.api;

/** What a handler decides: an answer now, or an event whose acknowledgement brings the answer. */
sealed interface Outcome permits Response, Publication {}
