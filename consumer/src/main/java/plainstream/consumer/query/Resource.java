package plainstream.consumer.query;

import plainstream.consumer.time.Deadline;

/** What can be read under one path: a list, and each of its items. */
public interface Resource {
    /** The body of a page. */
    byte[] list(Page page, Deadline deadline);

    /**
     * The body of one item.
     *
     * @throws Problem 404 if there is none
     */
    byte[] one(String id, Deadline deadline);
}
