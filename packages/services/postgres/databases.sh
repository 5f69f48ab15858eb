# Roles, databases and extensions, as often as it runs: what exists is kept, passwords follow the Secret.
# Expects PGHOST, PGUSER and PGPASSWORD of the superuser, OWNER and OWNER_PASSWORD, DATABASES and EXTENSIONS (separated by blanks).
set -eu

until pg_isready --quiet; do sleep 2; done

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set owner="$OWNER" --set password="$OWNER_PASSWORD" --dbname postgres <<'SQL'
SELECT format('CREATE ROLE %I LOGIN', :'owner') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'owner') \gexec
ALTER ROLE :"owner" WITH LOGIN PASSWORD :'password';
SQL

for database in $DATABASES; do
  # The role owns the database: since PostgreSQL 15, GRANT ALL ON DATABASE does not allow to create tables.
  psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set owner="$OWNER" --set database="$database" --dbname postgres <<'SQL'
SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'owner') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
ALTER DATABASE :"database" OWNER TO :"owner";
GRANT ALL PRIVILEGES ON DATABASE :"database" TO :"owner";
SQL
  for extension in $EXTENSIONS; do
    psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set extension="$extension" --dbname "$database" <<'SQL'
CREATE EXTENSION IF NOT EXISTS :"extension";
SQL
  done
done
