# Waits for the servers of SERVERS (host:port, separated by blanks) and becomes what the arguments say.
set -eu

# Needs no password, so that a wrong one fails below instead of waiting for long.
for server in $SERVERS; do
  until python -c 'import socket, sys; host, port = sys.argv[1].rsplit(":", 1); socket.create_connection((host, int(port)), 5)' "$server"; do
    sleep 5
  done
done

exec "$@"
