/**
 * The REST API: HTTP in, Kafka records out, on {@code com.sun.net.httpserver} and {@code kafka-clients}.
 *
 * <pre>
 * socket ─► Boundary ─► Call ─► Router ─► a handler ─► Decision
 *              ▲                                         │  Response: answered at once
 *              │                                         └► Publication ─► Publisher ─► Kafka
 *              └───── a new virtual thread ◄── acknowledgement, or its absence ◄──────────┘
 * </pre>
 *
 * <p>The packages below, each using only what stands after it: {@code routes}, {@code http}, {@code kafka}, {@code log}, {@code settings},
 * {@code json}, {@code time}.
 *
 * <p>It validates, publishes and answers. It is not a place for reads of stored data (the queries function serves them), never
 * touches the database, and is no framework: the routes are the ones in {@link plainstream.api.routes.Routes}.
 */
package plainstream.api;
