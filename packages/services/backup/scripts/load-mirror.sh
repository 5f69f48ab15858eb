# Copies the bucket FROM back from the remote store; objects that exist there no longer are kept. Expects what dump-mirror.sh does.
set -euo pipefail
[ ! -e restored ] || exit 0

for bucket in $BUCKETS; do
  [ "${bucket##*/}" = "$FROM" ] || continue
  bash "${0%/*}/copy.sh" "$REMOTE/$FROM" "$bucket"
  exit
done
echo "$FROM is none of the buckets that are mirrored: $BUCKETS" >&2
exit 1
