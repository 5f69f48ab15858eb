# Topics, as often as it runs: what is missing is created, partitions grow but never shrink, settings follow the list.
# Expects BOOTSTRAP_SERVERS, and as its argument a file with a line per topic: name, partitions, replication factor, settings.
set -eu
PATH="$PATH:/opt/kafka/bin"

topics() { kafka-topics.sh --bootstrap-server "$BOOTSTRAP_SERVERS" "$@"; }

until topics --list > /dev/null; do
  echo "$BOOTSTRAP_SERVERS does not answer yet"
  sleep 5
done

while read -r name partitions replication settings; do
  topics --create --if-not-exists --topic "$name" --partitions "$partitions" --replication-factor "$replication"

  # Here a name is a regular expression, whose dots would match other topics as well.
  exact=$(echo "$name" | sed 's/\./\\./g')
  description=$(topics --describe --topic "$exact")
  count=${description#*PartitionCount: }
  count=${count%%[!0-9]*}
  if [ "$count" -lt "$partitions" ]; then
    topics --alter --topic "$exact" --partitions "$partitions"
  elif [ "$count" -gt "$partitions" ]; then
    echo "$name keeps its $count partitions: they cannot shrink to $partitions"
  fi

  if [ -n "$settings" ]; then
    kafka-configs.sh --bootstrap-server "$BOOTSTRAP_SERVERS" --alter --entity-type topics --entity-name "$name" --add-config "$settings"
  fi
done < "$1"
