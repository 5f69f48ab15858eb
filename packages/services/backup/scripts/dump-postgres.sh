# Dumps into the working directory: the whole server where SCOPE is server, the one database where it is database.
# Expects PGHOST, PGPORT, PGUSER, PGPASSWORD, PGSSLMODE and PGDATABASE.
set -euo pipefail

file=$(date -u +%Y%m%dT%H%M%SZ).sql.gz
case $SCOPE in
  # Passwords of roles are left out: they belong to the Secrets, and a restore must not bring back old ones.
  server) pg_dumpall --no-role-passwords ;;
  # Extensions are left out (the server's own has nothing to dump), because only a superuser may create them again.
  database) pg_dump --clean --if-exists --no-owner --extension=plpgsql ;;
esac | gzip > "$file"
sha256sum "$file" > "$file.sha256"
