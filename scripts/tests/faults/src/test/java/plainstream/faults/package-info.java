/**
 * Promises kept under fire: brokers, processes, connections and records are really broken here, and each test prints one
 * line of what was tried and what was lost (also collected in {@code target/faults.txt}).
 *
 * <pre>
 *   Load ──► Api (process) ──► Broker (process, killed) ──► Delivery ──► FunctionProcess ──► DatabaseProxy ──► DynamoDb
 *     └─ Ledger: every answer         └─ Topics: every record                  Tables: every item ─────────────────┘
 * </pre>
 *
 * <p>Run by {@code make test-faults}; the seed of a run is printed and set again with {@code -Dfaults.seed}.
 *
 * <p>Not here: what one module promises without being broken; those tests stand beside that module.
 */
package plainstream.faults;
