# Replaces everything in Redis by the snapshot FROM. A server with an append only file ignores a dump.rdb on its volume (C3),
# so the snapshot becomes commands, which end up in that file as well. Expects what dump-redis.sh does.
set -eu
[ ! -e restored ] || exit 0

# shellcheck disable=SC2086
target() { redis-cli -h "$HOST" -p "$PORT" $TLS "$@"; }
own() { env -u REDISCLI_AUTH redis-cli -s redis.sock "$@"; }

redis-server --port 0 --unixsocket redis.sock --dir . --dbfilename "$FROM" --save '' --appendonly no --aof-use-rdb-preamble no &
server=$!
until [ "$(own ping 2> /dev/null)" = PONG ]; do
  kill -0 "$server"
  sleep 1
done
own -e config set appendonly yes
until own info persistence | grep -q '^aof_rewrite_in_progress:0'; do sleep 1; done
own info persistence | grep -q '^aof_last_bgrewrite_status:ok'
own shutdown nosave
wait "$server"

until [ "$(target ping)" = PONG ]; do sleep 2; done
target -e flushall
# Unknown before Redis 7.
target function flush
cat appendonlydir/*.base.aof | target --pipe --pipe-timeout 0
target info keyspace
