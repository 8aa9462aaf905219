package plainstream.tools.audit;

/**
 * Something that an audit does not accept.
 *
 * @param what what was found, and where
 * @param todo what to do about it, in the imperative
 */
record Finding(String what, String todo) {

    @Override
    public String toString() {
        return what + "\n    -> " + todo;
    }
}
