package io.lameduck.armeria;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.lameduck.Ticket;
import io.lameduck.spi.Call;
import io.lameduck.spi.Route;
import java.io.OutputStream;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Serves a route of a contract on threads that may block. */
record RouteService(Route route, Executor threads, Supplier<Ticket> tickets)
    implements HttpService {
  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    HttpResponseWriter response = HttpResponse.streaming();
    request.aggregate().thenAcceptAsync(whole -> serve(whole, response), threads);
    return response;
  }

  private void serve(AggregatedHttpRequest request, HttpResponseWriter response) {
    if (route.path().equals("/after")) {
      serveAndGoOn(request, response);
    } else {
      serveOnce(request, response);
    }
  }

  /** Only the application knows that it goes on after its answer, so it takes a ticket. */
  private void serveAndGoOn(AggregatedHttpRequest request, HttpResponseWriter response) {
    Ticket work = tickets.get();
    serveOnce(request, response);
    work.close();
  }

  private void serveOnce(AggregatedHttpRequest request, HttpResponseWriter response) {
    try {
      route.action().serve(new ArmeriaCall(request.contentUtf8(), response));
    } catch (Exception | Error e) {
      response.abort(e);
    }
  }

  private record ArmeriaCall(String body, HttpResponseWriter response) implements Call {
    @Override
    public void answer(int status, String body) {
      boolean empty = status == HttpStatus.NO_CONTENT.code();
      response.write(
          empty
              ? ResponseHeaders.of(status)
              : ResponseHeaders.of(
                  HttpStatus.valueOf(status), HttpHeaderNames.CONTENT_LENGTH, body.length()));
      if (!body.isEmpty()) {
        response.write(HttpData.ofUtf8(body));
      }
      response.close();
    }

    @Override
    public OutputStream stream() {
      response.write(ResponseHeaders.of(HttpStatus.OK));
      return new Body(response);
    }

    @Override
    public void drop() {
      response.abort();
    }
  }

  private static final class Body extends OutputStream {
    private final HttpResponseWriter response;

    Body(HttpResponseWriter response) {
      this.response = response;
    }

    @Override
    public void write(int single) {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      response.write(HttpData.ofUtf8(new String(bytes, offset, length, UTF_8)));
    }

    @Override
    public void close() {
      response.close();
    }
  }
}
