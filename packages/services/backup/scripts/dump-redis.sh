# Takes a snapshot of all databases into the working directory, as a replica would get it: no access to the server's volume is needed.
# Expects HOST, PORT, REDISCLI_AUTH (the password) and TLS (--tls or nothing).
set -eu

file=$(date -u +%Y%m%dT%H%M%SZ).rdb
# shellcheck disable=SC2086
redis-cli -h "$HOST" -p "$PORT" $TLS --rdb "$file"
redis-check-rdb "$file"
sha256sum "$file" > "$file.sha256"
