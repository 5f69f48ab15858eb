# Copies the bucket FROM back from the remote store; objects that exist there no longer are kept. Expects what dump-mirror.sh does.
set -euo pipefail
[ ! -e restored ] || exit 0

bash "${0%/*}/copy.sh" "$REMOTE/$FROM" "$STORE/$FROM"
