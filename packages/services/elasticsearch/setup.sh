# Lifecycle policies, index templates, roles, users, that of the exporter included, and the password of Kibana, as often as it runs:
# what exists is replaced, what is no longer asked for stays. Passwords follow the Secrets when it runs again.
# Expects URL, ELASTIC_PASSWORD, EXPORTER_PASSWORD, USERNAME_<n> and PASSWORD_<n> of every user in users.txt beside this file (a line per user:
# number, roles as a JSON list, full name); KIBANA_PASSWORD where Kibana gets one.
set -eu

until curl --silent --output /dev/null "$URL"; do sleep 2; done

request() {
  status=$(curl --silent --show-error --user "elastic:$ELASTIC_PASSWORD" --header 'Content-Type: application/json' \
    --request "$1" --data-binary @- --output /tmp/answer --write-out '%{http_code}' "$URL/$2")
  echo "$1 $2: $status"
  case "$status" in
    2??) ;;
    *) cat /tmp/answer; exit 1 ;;
  esac
}

# Every file <kind>.<name>.json beside this one becomes <path>/<name>.
put_all() {
  for file in "${0%/*}/$1".*.json; do
    [ -e "$file" ] || continue
    name=${file##*/"$1".}
    request PUT "$2/${name%.json}" < "$file"
  done
}

# A text as a JSON string.
quoted() {
  printf '"%s"' "$(printf '%s' "$1" | sed 's/["\\]/\\&/g')"
}

put_all lifecycle-policy _ilm/policy
put_all index-template _index_template
put_all role _security/role

while read -r number roles full_name <&3; do
  user=$(printenv "USERNAME_$number")
  password=$(printenv "PASSWORD_$number")
  printf '{"password": %s, "full_name": %s, "roles": %s}' "$(quoted "$password")" "$(quoted "$full_name")" "$roles" |
    request PUT "_security/user/$user"
done 3< "${0%/*}/users.txt"

# Elasticsearch's own role for those who collect metrics: it sees the state of cluster and indices, and no document.
printf '{"password": %s, "roles": ["remote_monitoring_collector"]}' "$(quoted "$EXPORTER_PASSWORD")" | request PUT _security/user/exporter

if [ -n "${KIBANA_PASSWORD:-}" ]; then
  printf '{"password": %s}' "$(quoted "$KIBANA_PASSWORD")" | request POST _security/user/kibana_system/_password
fi
