# Brings the backup FROM into the working directory, unless it was restored before: a Job that is rendered anew must not do it again.
# Expects SOURCE and TARGET (a path of mc).
set -euo pipefail

# Tells a store that does not answer from a mark that is not there.
mc ls "$TARGET/" > /dev/null
if mc stat "$TARGET/restored/$SOURCE/$FROM" > /dev/null 2>&1; then
  echo "$FROM was restored before; delete $TARGET/restored/$SOURCE/$FROM to have it done again"
  touch restored
  exit
fi
# The remote store holds the objects themselves.
[ "$SOURCE" != mirror ] || exit 0

mc cp --quiet "$TARGET/$SOURCE/$FROM" "$TARGET/$SOURCE/$FROM.sha256" .
sha256sum --check --strict "$FROM.sha256"
