package io.lameduck.rehearsal.proxy;

import static java.util.stream.Collectors.joining;

import io.lameduck.rehearsal.load.Endpoint;
import io.lameduck.rehearsal.load.Load;
import java.nio.file.Path;
import java.util.List;

/**
 * The configuration of an nginx, with the timeouts, retries and kept connections that ingress-nginx
 * has unless it is told otherwise.
 *
 * @param folder where nginx keeps what it writes
 * @param user whom its workers run as where nginx is started by root; empty otherwise
 */
record NginxConfig(Path folder, int port, String user, List<Endpoint> pods) {
  private static final String TEMPLATE =
      """
      daemon off;
      {user}
      pid {folder}/nginx.pid;
      error_log stderr warn;
      worker_processes 2;
      worker_shutdown_timeout 240s;
      events { worker_connections 4096; }
      http {
        access_log off;
        client_body_temp_path {folder}/body;
        proxy_temp_path {folder}/proxy;
        fastcgi_temp_path {folder}/fastcgi;
        uwsgi_temp_path {folder}/uwsgi;
        scgi_temp_path {folder}/scgi;
        client_max_body_size 0;
        keepalive_timeout 75s;
        keepalive_requests 1000;
        map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
        map $upstream_addr $pod {
          default nginx;
      {names}
        }
      {service}
      }
      """;

  private static final String SERVICE =
      """
        upstream pods {
      {servers}
          keepalive 320;
          keepalive_requests 10000;
          keepalive_timeout 60s;
        }
        server {
          listen 127.0.0.1:{port};
          add_header {header} $pod always;
          location / {
            proxy_pass http://pods;
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $connection_upgrade;
            proxy_connect_timeout 5s;
            proxy_buffering off;
            proxy_next_upstream error timeout;
            proxy_next_upstream_tries 3;
          }
        }
      """;

  /** An upstream without a server is none. */
  private static final String NO_PODS =
      """
        server {
          listen 127.0.0.1:{port};
          location / { return 503; }
        }
      """;

  String text() {
    String service =
        pods.isEmpty()
            ? NO_PODS
            : SERVICE.replace("{servers}", servers()).replace("{header}", Load.POD_HEADER);
    return TEMPLATE
        .replace("{service}", service)
        .replace("{user}", user.isEmpty() ? "" : "user " + user + ";")
        .replace("{folder}", folder.toString())
        .replace("{port}", Integer.toString(port))
        .replace("{names}", names());
  }

  /** A pod is never taken out for its failures: that is the readiness probe's business. */
  private String servers() {
    return pods.stream()
        .map(pod -> "    server " + address(pod) + " max_fails=0;")
        .collect(joining("\n"));
  }

  /** Of several that were tried the last one has answered. */
  private String names() {
    return pods.stream()
        .map(pod -> "    ~" + address(pod).replace(".", "\\.") + "$ " + pod.pod() + ";")
        .collect(joining("\n"));
  }

  private static String address(Endpoint pod) {
    return pod.host() + ":" + pod.port();
  }
}
