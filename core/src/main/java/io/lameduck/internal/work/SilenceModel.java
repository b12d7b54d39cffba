package io.lameduck.internal.work;

import java.net.InetAddress;

/**
 * Learns from the connections of the clients, and tells when their absence proves that none of them
 * routes here any more. Thread-safe.
 */
public interface SilenceModel {
  /** A moment that never comes. */
  long NEVER = Long.MAX_VALUE;

  /** Learns nothing and proves nothing. */
  SilenceModel NONE =
      new SilenceModel() {
        @Override
        public void connection(InetAddress client, long now) {}

        @Override
        public void shutdownBegan(long now) {}

        @Override
        public long conclusiveAt() {
          return NEVER;
        }
      };

  /** A client has opened a connection. */
  void connection(InetAddress client, long now);

  /** What comes from now on is late. */
  void shutdownBegan(long now);

  /** Returns the moment from which the silence is conclusive if it lasts, or {@link #NEVER}. */
  long conclusiveAt();
}
