#!/bin/sh
# Builds the image of an example, in whose folder skaffold.yaml calls it.
set -eu
mvn -q -f ../../pom.xml -pl "examples/$(basename "$PWD")" -am -DskipTests package
docker build -t "$IMAGE" .
if [ "$PUSH_IMAGE" = true ]; then
  docker push "$IMAGE"
fi
