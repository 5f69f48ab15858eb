#!/usr/bin/env bash
# Applies an environment to the cluster of KUBECONFIG as Argo CD would: component by component in the order of waves, inside a
# component in the order of its sync waves, each waiting until the one before is ready. For a cluster that may be thrown away.
# Custom resources whose definitions the cluster lacks are left out and named.
# Usage: tools/rehearsal/apply-by-wave.sh <environment> [seconds to wait for each workload]
set -euo pipefail
generated="$(cd "$(dirname "$0")/../.." && pwd)/environments/$1/generated"
timeout="${2:-180}s"

wave_of() { sed -n 's/^ *argocd.argoproj.io\/sync-wave: "\(.*\)"$/\1/p' "$1" | head -n 1; }

apply() { # file
  local result
  if result=$(kubectl apply --server-side --force-conflicts -f "$1" 2>&1); then return; fi
  case "$result" in
    *"no matches for kind"* | *"resource mapping not found"*) echo "    left out, no definition: $(basename "$1")" ;;
    *) echo "$result" >&2; return 1 ;;
  esac
}

wait_for() { # file
  local kind name namespace
  kind=$(sed -n 's/^kind: //p' "$1" | head -n 1)
  name=$(sed -n 's/^  name: //p' "$1" | head -n 1)
  namespace=$(sed -n 's/^  namespace: //p' "$1" | head -n 1)
  case "$kind" in
    Deployment | StatefulSet | DaemonSet) kubectl --namespace "$namespace" rollout status "$kind/$name" --timeout "$timeout" >/dev/null ;;
    Job) kubectl --namespace "$namespace" wait "job/$name" --for condition=complete --timeout "$timeout" >/dev/null ;;
  esac
}

for template in "$generated"/argocd/templates/*.yaml; do
  component=$(basename "$template" .yaml)
  echo "wave ${component%%-*}: ${component#*-}"
  files=("$generated/manifests/${component#*-}"/*.yaml)
  for wave in $(for file in "${files[@]}"; do w=$(wave_of "$file"); echo "${w:-0}"; done | sort -n | uniq); do
    chosen=()
    for file in "${files[@]}"; do w=$(wave_of "$file"); [ "${w:-0}" = "$wave" ] && chosen+=("$file"); done
    # Namespaces first, as Argo CD has it.
    for file in "${chosen[@]}"; do case "$file" in */namespace-*) apply "$file" ;; esac; done
    for file in "${chosen[@]}"; do case "$file" in */namespace-*) ;; *) apply "$file" ;; esac; done
    for file in "${chosen[@]}"; do wait_for "$file"; done
  done
done
echo "every workload is ready"
