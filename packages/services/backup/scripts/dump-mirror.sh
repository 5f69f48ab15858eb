# Copies buckets to the remote store and leaves their sizes, which tells when it was last done.
# Expects BUCKETS and REMOTE (paths of mc).
set -euo pipefail

file=$(date -u +%Y%m%dT%H%M%SZ).txt
for bucket in $BUCKETS; do
  bash "${0%/*}/copy.sh" "$bucket" "$REMOTE/${bucket##*/}"
  mc du "$bucket" >> "$file"
done
sha256sum "$file" > "$file.sha256"
