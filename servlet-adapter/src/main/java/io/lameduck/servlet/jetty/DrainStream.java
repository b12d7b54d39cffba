package io.lameduck.servlet.jetty;

import io.lameduck.Ticket;
import io.lameduck.spi.ServerContext;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** One request with its response: holds the ticket until both are over. */
final class DrainStream extends HttpStream.Wrapper {
  private final ServerContext service;
  private final Ticket ticket;
  private final @Nullable WatchedConnection connection;
  private final boolean multiplexed;

  DrainStream(
      HttpStream stream,
      ServerContext service,
      Ticket ticket,
      @Nullable WatchedConnection connection,
      Request request) {
    super(stream);
    this.service = service;
    this.ticket = ticket;
    this.connection = connection;
    this.multiplexed = isMultiplexed(request);
    if (multiplexed) {
      announceTheEnd();
    }
  }

  /** Whether a request came by HTTP/2 or newer, where none speaks for its connection. */
  static boolean isMultiplexed(Request request) {
    return request.getConnectionMetaData().getHttpVersion().getVersion()
        > HttpVersion.HTTP_1_1.getVersion();
  }

  /** The last moment before the head of the response is sent. */
  @Override
  public void prepareResponse(HttpFields.Mutable headers) {
    if (!multiplexed
        && isToLeave()
        && !headers.contains(HttpHeader.CONNECTION, HttpHeaderValue.UPGRADE.asString())) {
      headers.put(HttpHeader.CONNECTION, "close");
    }
    super.prepareResponse(headers);
  }

  @Override
  public void send(
      MetaData.Request request,
      MetaData.@Nullable Response response,
      boolean last,
      ByteBuffer content,
      Callback callback) {
    super.send(request, chunked(response, last), last, content, callback);
  }

  @Override
  public void succeeded() {
    over();
    super.succeeded();
  }

  @Override
  public void failed(Throwable cause) {
    over();
    super.failed(cause);
  }

  /**
   * On a connection that ends Jetty sends a response of unknown length without chunks, and the
   * client cannot tell whether it is complete. So it is asked for them.
   */
  private MetaData.@Nullable Response chunked(MetaData.@Nullable Response response, boolean last) {
    if (response == null
        || last
        || response.getContentLength() >= 0
        || response.getHttpVersion() != HttpVersion.HTTP_1_1
        || !response.getHttpFields().contains(HttpHeader.CONNECTION, "close")) {
      return response;
    }
    return new MetaData.Response(
        response.getStatus(),
        response.getReason(),
        response.getHttpVersion(),
        HttpFields.build(response.getHttpFields()).put(HttpHeader.TRANSFER_ENCODING, "chunked"),
        response.getContentLength(),
        response.getTrailersSupplier());
  }

  private void over() {
    if (connection != null) {
      connection.end();
      announceTheEnd();
    }
    ticket.close();
  }

  private void announceTheEnd() {
    if (multiplexed && connection != null && connection.isToLeave(service)) {
      connection.announceTheEnd();
    }
  }

  private boolean isToLeave() {
    return connection == null ? service.isLameDuck() : connection.isToLeave(service);
  }
}
