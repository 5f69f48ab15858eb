# Replaces every table of the database that the backup FROM holds. Expects what dump-mysql.sh does.
set -euo pipefail
[ ! -e restored ] || exit 0

# Answers even to a wrong password, which then fails below instead of waiting for ever.
until mysqladmin ping --host="$HOST" --port="$PORT" --connect-timeout=5; do sleep 5; done
gunzip --stdout "$FROM" | mysql --host="$HOST" --port="$PORT" --user="$USERNAME" --ssl-mode="$SSL_MODE" --database="$DATABASE"
