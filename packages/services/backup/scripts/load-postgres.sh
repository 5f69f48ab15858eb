# Replaces what the backup FROM holds: all its databases, or the one. Expects what dump-postgres.sh does.
set -euo pipefail
[ ! -e restored ] || exit 0

dump() { gunzip --stdout "$FROM"; }
sql() { psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 "$@" > /dev/null; }

case $SCOPE in
  server) kind='PostgreSQL database cluster dump' ;;
  database) kind='PostgreSQL database dump' ;;
esac
if [ "$(dump | sed -n 2p)" != "-- $kind" ]; then
  echo "$FROM is no $kind: the option postgres.superuserSecret was another one when it was made" >&2
  exit 1
fi

until pg_isready --quiet; do sleep 2; done

if [ "$SCOPE" = database ]; then
  dump | sql --single-transaction --file=-
  exit
fi

# Until everything is there nobody gets in but superusers: applications would create their tables in half of a database.
sql << 'SQL'
SELECT format('ALTER ROLE %I CONNECTION LIMIT 0', rolname) FROM pg_roles WHERE rolcanlogin AND NOT rolsuper AND rolconnlimit = -1 \gexec
SQL
dump | sed -n 's/^\\connect \([A-Za-z0-9_]*\)$/\1/p' | sort -u | while read -r database; do
  case $database in
    postgres | template1) ;;
    *) sql --command "DROP DATABASE IF EXISTS \"$database\" WITH (FORCE)" ;;
  esac
done
# Roles that exist are kept, as the one that is logged in must be. They stand before the first \connect, where no data can look like them.
dump | sed '1,/^\\connect /s/^CREATE ROLE .*;$/DO $$ BEGIN & EXCEPTION WHEN duplicate_object THEN NULL; END $$;/' | sql --file=-
vacuumdb --all --analyze-only --quiet
sql << 'SQL'
SELECT format('ALTER ROLE %I CONNECTION LIMIT -1', rolname) FROM pg_roles WHERE rolcanlogin AND NOT rolsuper AND rolconnlimit = 0 \gexec
SQL
