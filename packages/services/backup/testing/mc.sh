#!/usr/bin/env bash
# mc for directories, with the few commands that the scripts use.
command=$1
paths=()
for argument in "${@:2}"; do
  [[ $argument == --* ]] || paths+=("$argument")
done
last=${paths[-1]}
case $command in
  cp)
    [ ${#paths[@]} -gt 2 ] || mkdir -p "$(dirname "$last")"
    cp "${paths[@]}"
    ;;
  cat) cat "$last" ;;
  pipe) mkdir -p "$(dirname "$last")" && cat > "$last" ;;
  stat) [ -f "$last" ] ;;
  ls)
    [ -d "$last" ] || { echo "mc: <ERROR> no folder $last" >&2; exit 1; }
    for file in "$last"*; do
      [ ! -f "$file" ] || printf '{"status":"success","type":"file","size":%s,"key":"%s","etag":""}\n' "$(stat --format %s "$file")" "${file##*/}"
    done
    ;;
  # --older-than 7d
  rm)
    days=${paths[0]%d}
    for file in "$last"*; do
      [ $(($(date +%s) - $(date -r "$file" +%s))) -lt $((days * 86400)) ] || rm "$file"
    done
    ;;
esac
