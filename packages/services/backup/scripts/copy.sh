# Copies what is new or changed from one path of mc ($1) to another ($2), and deletes nothing there.
# mc mirror reports success even where the other side refused every object or did not answer (seen), so the outcome is compared.
set -euo pipefail

left_out() {
  mc diff --json "$1" "$2" > differences
  while read -r line; do
    case $line in
      *'"first":""'*) ;;
      *) echo "$line" ;;
    esac
  done < differences | sort
}

mc mirror --overwrite --quiet "$1" "$2"
left_out "$1" "$2" > left-out-first
[ -s left-out-first ] || exit 0
# Somebody may have written meanwhile: only what a second round leaves out again has failed.
mc mirror --overwrite --quiet "$1" "$2"
left_out "$1" "$2" > left-out-again
comm -12 left-out-first left-out-again > failed
[ -s failed ] || exit 0
echo "$(wc -l < failed) objects were not copied, such as:" >&2
head -n 20 failed >&2
exit 1
