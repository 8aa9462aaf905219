/**
 * One request on its way in and out: the boundary that answers whatever happens, what no handler should see, routing by exact path,
 * problems (RFC 9457), access lines, and the drain.
 *
 * <p>It uses {@code kafka}, {@code log} and what is below; the routes use it. It knows no route, and no rule of any one of them.
 */
package plainstream.api.http;
