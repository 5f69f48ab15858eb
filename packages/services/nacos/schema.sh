# Nacos' own tables, before every start of a node: what exists is kept, so nodes may do this at the same time, and a node that was
# interrupted leaves nothing half done for ever. Tables that a newer Nacos brings are added; columns that it changes are not (README.md).
# Expects HOST, PORT, SSL_MODE, DATABASE, USERNAME and MYSQL_PWD, and as its argument the schema that the image of Nacos brings.
set -eu

# Needs no password, so that a wrong one fails below instead of waiting for ever.
until mysqladmin ping --host="$HOST" --port="$PORT" --connect-timeout=5; do sleep 5; done

sed 's/CREATE TABLE \(IF NOT EXISTS \)*/CREATE TABLE IF NOT EXISTS /' "$1" > /tmp/schema.sql
# The key is for the password where the connection is not encrypted.
mysql --host="$HOST" --port="$PORT" --ssl-mode="$SSL_MODE" --get-server-public-key --user="$USERNAME" \
  --default-character-set=utf8mb4 "$DATABASE" < /tmp/schema.sql
