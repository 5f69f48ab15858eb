# Users and buckets, as often as it runs: what is missing is created, everything else is set to what the lists say.
# Nothing is deleted. Passwords follow the Secrets when it runs again.
# Expects URL, ROOT_USER, ROOT_PASSWORD, USER_<n> and PASSWORD_<n> of every user, and as its argument a directory with users.txt (a line per user:
# number, name of its policy), policy.<name>.json and buckets.txt (a line per bucket: name, versioning, access).
set -eu

# Without credentials, so that a wrong password is an error and nothing to wait for.
export MC_HOST_anonymous="$URL"
until mc ready anonymous; do sleep 5; done

# On standard input, because everybody on the node sees arguments.
printf '%s\n%s\n' "$ROOT_USER" "$ROOT_PASSWORD" | mc alias set minio "$URL"

while read -r number policy <&3; do
  user=$(printenv "USER_$number")
  password=$(printenv "PASSWORD_$number")
  printf '%s\n%s\n' "$user" "$password" | mc admin user add minio
  mc admin policy create minio "$policy" "$1/policy.$policy.json"
  mc admin policy attach minio "$policy" --user "$user"
done 3< "$1/users.txt"

while read -r name versioning access <&3; do
  mc mb --ignore-existing "minio/$name"
  mc anonymous set "$access" "minio/$name"
  state=$(mc version info --json "minio/$name")
  case "$versioning $state" in
    on*) mc version enable "minio/$name" ;;
    # A bucket that never had versions is left so, which is not the same as suspended.
    off*'"Enabled"'*) mc version suspend "minio/$name" ;;
  esac
done 3< "$1/buckets.txt"
