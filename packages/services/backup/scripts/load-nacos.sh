# Writes every configuration of the backup FROM, creating namespaces that are missing; what is newer and not in it stays.
# Expects what dump-nacos.sh does.
set -eu
[ ! -e restored ] || exit 0

call() { curl --fail --silent --show-error --max-time 300 "$@"; }
# From the list of namespaces: name (empty for the public one) and title.
listed() { { cat; echo; } | tr '{' '\n' | sed -n 's/.*"namespace":"\([^"]*\)","namespaceShowName":"\([^"]*\)".*/\1:\2/p'; }

mkdir configs
tar -xzf "$FROM" -C configs
until call --output readiness "$URL/v1/console/health/readiness"; do sleep 5; done
token=$(printf '%s' "$PASSWORD" | call --data-urlencode "username=$USERNAME" --data-urlencode password@- "$URL/v1/auth/login" |
  sed -n 's/.*"accessToken":"\([^"]*\)".*/\1/p')
[ -n "$token" ]
call --output namespaces.json "$URL/v1/console/namespaces"
listed < namespaces.json | cut -d : -f 1 > present
listed < configs/namespaces.json > wanted

while IFS=: read -r namespace title; do
  if [ -n "$namespace" ] && ! grep -qxF "$namespace" present; then
    call --data-urlencode "customNamespaceId=$namespace" --data-urlencode "namespaceName=$title" --data-urlencode "namespaceDesc=$title" \
      --data-urlencode "accessToken=$token" --output created "$URL/v1/console/namespaces"
  fi
  file=configs/${namespace:-public}.zip
  [ -e "$file" ] || continue
  answer=$(call --form policy=OVERWRITE --form "file=@$file" "$URL/v1/cs/configs?import=true&namespace=$namespace&accessToken=$token")
  echo "${namespace:-public}: $answer"
  case $answer in
    *'"failData"'*) exit 1 ;;
    *'"code":200'*) ;;
    *) exit 1 ;;
  esac
done < wanted
