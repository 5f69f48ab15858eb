# The database, the user of the dependants and that of the exporter, as often as it runs: what exists is kept, passwords follow the Secrets.
# Expects HOST, MYSQL_PWD (root's password), DATABASE, USERNAME, PASSWORD and EXPORTER_PASSWORD.
set -eu

# A text as MySQL quotes it.
quoted() {
  printf "'%s'" "$(printf '%s' "$1" | sed "s/[\\\\']/\\\\&/g")"
}

# Needs no password, so that a wrong one fails below instead of waiting for ever.
until mysqladmin ping --host="$HOST" --connect-timeout=5; do sleep 5; done

user="$(quoted "$USERNAME")@'%'"
exporter="'exporter'@'%'"
# In GRANT an underscore stands for any character.
pattern=$(printf '%s' "$DATABASE" | sed 's/_/\\_/g')

mysql --host="$HOST" --user=root << SQL
CREATE DATABASE IF NOT EXISTS \`$DATABASE\`;
CREATE USER IF NOT EXISTS $user IDENTIFIED BY $(quoted "$PASSWORD");
ALTER USER $user IDENTIFIED BY $(quoted "$PASSWORD");
GRANT ALL PRIVILEGES ON \`$pattern\`.* TO $user;

CREATE USER IF NOT EXISTS $exporter IDENTIFIED BY $(quoted "$EXPORTER_PASSWORD");
ALTER USER $exporter IDENTIFIED BY $(quoted "$EXPORTER_PASSWORD") WITH MAX_USER_CONNECTIONS 3;
GRANT PROCESS, REPLICATION CLIENT ON *.* TO $exporter;
GRANT SELECT ON performance_schema.* TO $exporter;
SQL
