/**
 * What the tests of every module share. Knows none of those modules, so that each can use it; never shipped.
 */
package plainstream.kit;
