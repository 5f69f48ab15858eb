# Uploads what the dump left in the working directory and, once that is safe, deletes what is older than RETENTION_DAYS.
# Expects SOURCE and TARGET (a path of mc). The image of mc has bash and coreutils, but neither sed nor grep.
set -euo pipefail

sums=$(echo *.sha256)
file=${sums%.sha256}
read -r expected _ < "$sums"
sha256sum --check --strict "$sums"

mc cp --quiet "$file" "$TARGET/$SOURCE/$file"
uploaded=$(mc cat "$TARGET/$SOURCE/$file" | sha256sum)
[ "${uploaded%% *}" = "$expected" ] || { echo "$file was uploaded, but reads differently" >&2; exit 1; }
# The checksum goes last: a backup without one is none.
mc cp --quiet "$sums" "$TARGET/$SOURCE/$sums"

mc rm --recursive --force --older-than "${RETENTION_DAYS}d" "$TARGET/$SOURCE/"
