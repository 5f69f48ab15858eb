# Exports the configurations of every namespace into the working directory, by the API of Nacos 2 (C9).
# Expects URL (with /nacos), USERNAME and PASSWORD.
set -eu

call() { curl --fail --silent --show-error --max-time 300 "$@"; }

name=$(date -u +%Y%m%dT%H%M%SZ)
token=$(printf '%s' "$PASSWORD" | call --data-urlencode "username=$USERNAME" --data-urlencode password@- "$URL/v1/auth/login" |
  sed -n 's/.*"accessToken":"\([^"]*\)".*/\1/p')
[ -n "$token" ]
mkdir "$name"
call "$URL/v1/console/namespaces" > "$name/namespaces.json"

# The public namespace has an empty name. Those without configurations are recreated from the list.
{ cat "$name/namespaces.json"; echo; } | tr '{' '\n' | sed -n 's/.*"namespace":"\([^"]*\)".*"configCount":\([0-9]*\).*/\1:\2/p' > namespaces
[ -s namespaces ]
while IFS=: read -r namespace count; do
  [ "$count" -gt 0 ] || continue
  # exportV2 keeps types and descriptions, which export=true loses. Nacos fails where ids is missing.
  call --get --data 'exportV2=true&dataId=&group=&appName=&ids=' --data-urlencode "tenant=$namespace" --data-urlencode "accessToken=$token" \
    --output "$name/${namespace:-public}.zip" "$URL/v1/cs/configs"
done < namespaces

tar -czf "$name.tar.gz" -C "$name" .
sha256sum "$name.tar.gz" > "$name.tar.gz.sha256"
