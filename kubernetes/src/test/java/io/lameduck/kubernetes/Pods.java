package io.lameduck.kubernetes;

import java.time.Instant;

/** What an API server of version 1.34 answers about a pod, a little shortened. */
final class Pods {
  static final String UID = "2f0c1f5e-6b0b-4d6c-8f33-0d0a7a0b5c11";

  private static final String DELETED =
      """
          "deletionTimestamp": "%s",
          "deletionGracePeriodSeconds": %d,
      """;

  private static final String POD =
      """
      {
        "kind": "Pod",
        "apiVersion": "v1",
        "metadata": {
          "name": "prefixed-0",
          "generateName": "prefixed-",
          "namespace": "kitchen",
          "uid": "2f0c1f5e-6b0b-4d6c-8f33-0d0a7a0b5c11",
          "resourceVersion": "81123",
          "creationTimestamp": "2031-05-17T07:12:44Z",
          %s"labels": {"app": "prefixed", "uid": "no", "deletionTimestamp": "no"},
          "annotations": {"a": "{\\"deletionTimestamp\\":\\"1999-01-01T00:00:00Z\\"}"},
          "ownerReferences": [
            {"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "prefixed",
             "uid": "00000000-0000-4000-8000-000000000000", "controller": true}
          ],
          "managedFields": [
            {"manager": "kubelet", "operation": "Update", "subresource": "status",
             "fieldsV1": {"f:status": {"f:conditions": {"k:{\\"type\\":\\"Ready\\"}": {".": {}}}}}}
          ]
        },
        "spec": {
          "containers": [
            {"name": "prefixed", "image": "prefixed",
             "livenessProbe": {"httpGet": {"path": "/alive"}, "terminationGracePeriodSeconds": 5}}
          ],
          "restartPolicy": "Always",
          "terminationGracePeriodSeconds": 30,
          "nodeName": "node-1"
        },
        "status": {
          "phase": "Running",
          "conditions": [
            %s{"type": "Ready", "status": "True", "lastProbeTime": null, "reason": "NoDisruption"},
            {"type": "PodScheduled", "status": "True"}
          ],
          "containerStatuses": [{"name": "prefixed", "ready": true, "state": {"running": {}}}]
        }
      }
      """;

  private Pods() {}

  /** One that nobody has deleted. */
  static String running() {
    return POD.formatted("", "");
  }

  /** One that is killed at this moment, so many seconds after somebody deleted it. */
  static String deleted(Instant when, int gracePeriod) {
    return POD.formatted(DELETED.formatted(when, gracePeriod), "");
  }

  /** The same with a hook, which has used some of the time. */
  static String deletedWithAHook(Instant when, int gracePeriod) {
    return hooked(deleted(when, gracePeriod));
  }

  /** The same pod with a preStop hook. */
  static String hooked(String pod) {
    return pod.replace(
        "\"image\": \"prefixed\",",
        "\"image\": \"prefixed\", \"lifecycle\": {\"preStop\": {\"sleep\": {\"seconds\": 5}}},");
  }

  /** One that is killed at this moment, for a reason. */
  static String disrupted(Instant when, String reason) {
    return POD.formatted(DELETED.formatted(when, 30), condition("True", reason));
  }

  /** A condition that comes first, with a comma behind it. */
  static String running(String status, String reason) {
    return POD.formatted("", condition(status, reason));
  }

  private static String condition(String status, String reason) {
    return """
        {"type": "DisruptionTarget", "status": "%s", "reason": "%s",
         "lastTransitionTime": "2031-05-17T08:30:01Z", "message": "evicted"},
        """
        .formatted(status, reason);
  }
}
