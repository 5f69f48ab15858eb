/**
 * Tables of PostgreSQL, then those of ClickHouse, then the Pods that ask for both. None is earlier than the ConfigMaps and the network policy,
 * which stand in 0 and without which no Job reaches a database.
 */
export const waves = { postgres: 0, clickhouse: 1, pods: 2 } as const;
