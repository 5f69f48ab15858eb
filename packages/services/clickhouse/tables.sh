# The tables of tables.sql beside it, as often as it runs.
# Expects HOST, HTTP_PORT, NATIVE_PORT, CLICKHOUSE_USER and CLICKHOUSE_PASSWORD.
set -eu

# Answers without a password, so that a wrong one fails below instead of waiting for ever.
until wget -q -T 5 -O /dev/null "http://$HOST:$HTTP_PORT/ping"; do sleep 5; done

clickhouse-client --host "$HOST" --port "$NATIVE_PORT" --user "$CLICKHOUSE_USER" --password "$CLICKHOUSE_PASSWORD" \
  --multiquery < "${0%/*}/tables.sql"
