# Copies buckets to the remote store and leaves their sizes, which tells when it was last done.
# Expects STORE (where mc finds the buckets), BUCKETS and REMOTE (a path of mc).
set -euo pipefail

file=$(date -u +%Y%m%dT%H%M%SZ).txt
for bucket in $BUCKETS; do
  bash "${0%/*}/copy.sh" "$STORE/$bucket" "$REMOTE/$bucket"
  mc du "$STORE/$bucket" >> "$file"
done
sha256sum "$file" > "$file.sha256"
