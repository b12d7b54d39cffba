#!/bin/sh
# Leads new connections to the other colour, waits until the old one is idle, and takes it down:
#   ./switch.sh green
set -eu
new=$1
patience=${PATIENCE:-300} # the seconds after which who is still there is asked to leave
old=$(kubectl get service blue-green -o 'jsonpath={.spec.selector.colour}')
namespace=$(kubectl get service blue-green -o 'jsonpath={.metadata.namespace}')

# Whether nothing is in flight in a pod, and no connection open. Not if it cannot be asked.
idle() {
  kubectl get --raw "/api/v1/namespaces/$namespace/pods/$1:9090/proxy/metrics" | awk '
    $1 == "lameduck_in_flight" || $1 == "lameduck_connections" { gauges++; left += $2 }
    END { exit !(gauges == 2 && left == 0) }'
}

if [ "$new" = "$old" ]; then
  echo "blue-green is $new already" >&2
  exit 1
fi

kubectl scale deployment "$new" \
  --replicas="$(kubectl get deployment "$old" -o 'jsonpath={.spec.replicas}')"
kubectl rollout status deployment "$new" --timeout=120s
kubectl patch service blue-green -p "{\"spec\":{\"selector\":{\"colour\":\"$new\"}}}"

end=$(($(date +%s) + patience))
for pod in $(kubectl get pods -l "app.kubernetes.io/name=blue-green,colour=$old" -o 'jsonpath={.items[*].metadata.name}'); do
  until idle "$pod" || [ "$(date +%s)" -ge "$end" ]; do
    sleep 1
  done
done
kubectl scale deployment "$old" --replicas=0
