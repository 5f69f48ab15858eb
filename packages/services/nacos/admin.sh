# The administrator, as often as it runs. Since 2.4 Nacos has none until somebody asks for one and chooses the password (C9).
# Expects URL, USERNAME and PASSWORD.
set -eu

until curl --silent --fail --output /dev/null "$URL/v1/console/health/readiness"; do sleep 5; done

# Prints the status only: the answer repeats the password.
post() {
  printf '%s' "$PASSWORD" | curl --silent --show-error --max-time 10 --output /dev/null --write-out '%{http_code}' --data-urlencode password@- "$@"
}

# Changes nothing where there is an administrator; in its body Nacos then says 409.
echo "create the administrator: $(post "$URL/v1/auth/users/admin")"

# The other nodes learn of it within seconds.
for attempt in 1 2 3 4 5 6 7 8 9 10 11 12; do
  status=$(post --data-urlencode "username=$USERNAME" "$URL/v1/auth/login")
  echo "log in as $USERNAME, attempt $attempt: $status"
  if [ "$status" = 200 ]; then exit 0; fi
  sleep 5
done
echo "The password of $USERNAME in Nacos is not the one in the Secret: README.md of this service says what to do."
exit 1
