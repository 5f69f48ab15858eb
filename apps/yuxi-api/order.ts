/**
 * Tables, then configuration, then the API. None is earlier than the ConfigMap and the network policy, which have no wave of their own
 * and so stand in 0: without them no Job reaches the database. Claims stand with the first that mounts them, or nothing would bind them.
 */
export const waves = { tables: 0, config: 1, api: 2 } as const;
