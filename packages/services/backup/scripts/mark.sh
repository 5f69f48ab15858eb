# Notes that FROM has been restored. Expects SOURCE and TARGET (a path of mc).
set -euo pipefail
[ ! -e restored ] || exit 0

date -u | mc pipe --quiet "$TARGET/restored/$SOURCE/$FROM"
