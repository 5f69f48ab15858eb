# Succeeds if the task that is due every ten seconds was done within the last $1 seconds: somebody scheduled it, and somebody else did it.
# It is what PostHog's own page of its status looks at. Expects POSTHOG_REDIS_HOST, _PORT and _PASSWORD.
exec python -c '
import os, redis, sys, time
client = redis.Redis(os.environ["POSTHOG_REDIS_HOST"], int(os.environ["POSTHOG_REDIS_PORT"]), password=os.environ["POSTHOG_REDIS_PASSWORD"], socket_timeout=5)
sys.exit(time.time() - int(client.get("POSTHOG_HEARTBEAT") or 0) > int(sys.argv[1]))
' "$1"
