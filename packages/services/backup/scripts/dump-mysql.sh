# Dumps the database into the working directory, in one transaction, so that nobody waits.
# Expects HOST, PORT, USERNAME, MYSQL_PWD (the password), DATABASE and SSL_MODE.
set -euo pipefail

file=$(date -u +%Y%m%dT%H%M%SZ).sql.gz
# What would take more than the rights on the database is left out: tablespaces and the server's list of transactions.
mysqldump --host="$HOST" --port="$PORT" --user="$USERNAME" --ssl-mode="$SSL_MODE" \
  --single-transaction --routines --triggers --events --hex-blob --no-tablespaces --set-gtid-purged=OFF "$DATABASE" | gzip > "$file"
sha256sum "$file" > "$file.sha256"
