# Buckets and the user of the dependants, as often as it runs: what is missing is created, everything else is set to what the list says.
# Nothing is deleted. The password follows the Secret when it runs again.
# Expects URL, ROOT_USER, ROOT_PASSWORD, ACCESS_KEY and SECRET_KEY, and as its argument a file with a line per bucket: name, versioning, access.
set -eu

# Without credentials, so that a wrong password is an error and nothing to wait for.
export MC_HOST_anonymous="$URL"
until mc ready anonymous; do sleep 5; done

# On standard input, because everybody on the node sees arguments.
printf '%s\n%s\n' "$ROOT_USER" "$ROOT_PASSWORD" | mc alias set minio "$URL"
printf '%s\n%s\n' "$ACCESS_KEY" "$SECRET_KEY" | mc admin user add minio
mc admin policy attach minio readwrite --user "$ACCESS_KEY"

while read -r name versioning access <&3; do
  mc mb --ignore-existing "minio/$name"
  mc anonymous set "$access" "minio/$name"
  state=$(mc version info --json "minio/$name")
  case "$versioning $state" in
    on*) mc version enable "minio/$name" ;;
    # A bucket that never had versions is left so, which is not the same as suspended.
    off*'"Enabled"'*) mc version suspend "minio/$name" ;;
  esac
done 3< "$1"
