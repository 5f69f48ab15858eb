# Roles, databases and extensions, as often as it runs: what exists is kept, passwords follow the Secrets.
# Expects PGHOST, PGUSER and PGPASSWORD of the superuser, EXPORTER_PASSWORD, OWNER_<n> and PASSWORD_<n> of every owner, and as its
# argument a file with a line per database: name, number of its owner, extensions.
set -eu

until pg_isready --quiet; do sleep 2; done

sql() { psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 "$@"; }

# Creates the role of the first argument, and gives it the password of the second one.
# PostgreSQL would keep the password in plain text: among the statements it has seen, and in the log if the statement fails or takes long.
login() {
  sql --dbname postgres --set role="$1" --set password="$2" <<'SQL'
SET pg_stat_statements.track_utility = off;
SET log_min_duration_statement = -1;
SET log_min_error_statement = panic;
SELECT format('CREATE ROLE %I', :'role') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \gexec
ALTER ROLE :"role" WITH LOGIN PASSWORD :'password';
SQL
}

# Sees statistics and no data. It keeps one connection and opens one a scrape; scrapes that hang must not use up all the others.
login exporter "$EXPORTER_PASSWORD"
sql --dbname postgres <<'SQL'
ALTER ROLE exporter CONNECTION LIMIT 5;
GRANT pg_monitor TO exporter;
GRANT CONNECT ON DATABASE postgres TO exporter;
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
SQL

while read -r database owner extensions; do
  role=$(printenv "OWNER_$owner")
  password=$(printenv "PASSWORD_$owner")
  login "$role" "$password"

  # The role owns the database: since PostgreSQL 15, GRANT ALL ON DATABASE does not allow to create tables. Owners of others stay outside.
  sql --dbname postgres --set owner="$role" --set database="$database" <<'SQL'
SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'owner') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
ALTER DATABASE :"database" OWNER TO :"owner";
REVOKE CONNECT ON DATABASE :"database" FROM PUBLIC;
SQL

  for extension in $extensions; do
    sql --dbname "$database" --set extension="$extension" <<'SQL'
CREATE EXTENSION IF NOT EXISTS :"extension";
SQL
  done
done < "$1"
