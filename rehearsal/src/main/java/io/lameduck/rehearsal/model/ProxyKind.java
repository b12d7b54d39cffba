package io.lameduck.rehearsal.model;

import java.util.Locale;

/** What can stand between clients and pods. */
public enum ProxyKind {
  /** nginx with connections that are kept to the pods, as an Ingress has it. */
  NGINX;

  /** As it is written in settings and reports: {@code nginx}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
