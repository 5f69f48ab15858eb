# Reads every five minutes which backups there are and writes it into the working directory as metrics of Prometheus. What counts is
# what the store holds, whatever the reason why something is missing there. The age of the file alive tells whether this still runs.
# Expects TARGET (a path of mc) and SOURCES (source=hours after which its newest backup is overdue).
set -euo pipefail
trap 'exit 0' TERM

# The time in the name of a backup, in seconds.
seconds() {
  date -u -d "${1:0:4}-${1:4:2}-${1:6:2} ${1:9:2}:${1:11:2}:${1:13:2}" +%s
}

# Adds what there is of one source. A backup is complete where its checksum, which comes after it, exists.
examine() {
  local listing line key previous='' previous_size=0 newest='' size=0 kept=0 time=0
  listing=$(timeout 60 mc ls --json "$TARGET/$1/") || {
    echo "no list of $TARGET/$1: ${listing:-no answer}" >&2
    return 1
  }
  while read -r line; do
    key=${line#*'"key":"'}
    key=${key%%'"'*}
    if [ "$key" = "$previous.sha256" ]; then
      newest=$previous size=$previous_size kept=$((kept + 1))
    fi
    [[ $key =~ ^[0-9]{8}T[0-9]{6}Z\. ]] || continue
    previous=$key
    previous_size=${line#*'"size":'}
    previous_size=${previous_size%%[,\}]*}
  done <<< "$listing"
  [ -z "$newest" ] || time=$(seconds "$newest")
  times+="backup_last_success_timestamp_seconds{source=\"$1\"} $time"$'\n'
  sizes+="backup_last_size_bytes{source=\"$1\"} $size"$'\n'
  counts+="backup_kept{source=\"$1\"} $kept"$'\n'
}

examine_all() {
  times='' sizes='' counts=''
  for each in $SOURCES; do
    examine "${each%=*}" || return 1
  done
}

family() { printf '# HELP %s %s\n# TYPE %s gauge\n%s' "$1" "$2" "$1" "$3"; }

write() {
  {
    family backup_last_success_timestamp_seconds 'When the newest backup was begun; 0 where there is none.' "$times"
    family backup_last_size_bytes 'Size of the newest backup.' "$sizes"
    family backup_kept 'Number of backups.' "$counts"
    family backup_overdue_after_seconds 'Age of the newest backup from which on one is missing.' "$limits"
    family backup_target_read_timestamp_seconds 'When the store was last read; 0 where it never was.' "backup_target_read_timestamp_seconds $1"$'\n'
  } > metrics.new
  mv metrics.new metrics.txt
}

times='' sizes='' counts='' limits=''
for each in $SOURCES; do
  limits+="backup_overdue_after_seconds{source=\"${each%=*}\"} $((${each#*=} * 3600))"$'\n'
  # A directory that stands in for a store has to exist before it can be listed.
  [[ $TARGET != /* ]] || mkdir -p "$TARGET/${each%=*}"
done
touch alive
write 0

while :; do
  # Where the store can't be read, what was last known stays and gets old.
  if examine_all; then write "$(date +%s)"; fi
  touch alive
  sleep 300 &
  wait $!
done
