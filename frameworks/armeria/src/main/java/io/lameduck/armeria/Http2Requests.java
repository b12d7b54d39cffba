package io.lameduck.armeria;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.common.logging.RequestLogProperty;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.lameduck.Ticket;
import io.lameduck.internal.adapter.Refusal;
import io.lameduck.probe.ProbeAnswer;
import io.lameduck.spi.HealthChecker;
import io.lameduck.spi.RequestDescription;
import io.lameduck.spi.ServerContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a ticket for each request that comes over HTTP/2, until its response has been written out,
 * and answers the probes. Those of HTTP/1.1 have been seen in the pipeline.
 */
final class Http2Requests implements DecoratingHttpServiceFunction {
  private volatile @Nullable ServerContext service;

  void begin(ServerContext service) {
    this.service = service;
  }

  @Override
  public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request)
      throws Exception {
    ServerContext service = this.service;
    return service == null || !ctx.sessionProtocol().isExplicitHttp2()
        ? delegate.serve(ctx, request)
        : serve(delegate, ctx, request, service);
  }

  private static HttpResponse serve(
      HttpService delegate, ServiceRequestContext ctx, HttpRequest request, ServerContext service)
      throws Exception {
    Optional<ProbeAnswer> probe = probe(ctx, request, service);
    if (probe.isPresent()) {
      return answer(probe.get());
    }
    boolean healthCheck =
        HealthChecker.sent(ctx.path(), request.headers().get(HttpHeaderNames.USER_AGENT));
    RequestDescription description =
        new RequestDescription(request.method().name(), request.path());
    Ticket ticket =
        healthCheck
            ? service.tryEnterHealthCheck(description)
            : service.inFlight().tryEnter(description);
    if (ticket == null) {
      return answer(Refusal.answer());
    }
    Http2Streams streams = Http2Streams.of(ctx, service);
    streams.begin(ctx);
    if (!healthCheck) {
      streams.used(ctx);
    }
    ctx.log()
        .whenAvailable(RequestLogProperty.RESPONSE_END_TIME)
        .thenRun(() -> end(ticket, streams, ctx));
    return delegate.serve(ctx, request);
  }

  private static Optional<ProbeAnswer> probe(
      ServiceRequestContext ctx, HttpRequest request, ServerContext service) {
    String method = request.method().name();
    String path = RequestDescription.pathOf(request.path());
    return service.probes().flatMap(probes -> probes.answer(method, path, ctx.query()));
  }

  /** Armeria leaves out the body where the method was HEAD. */
  private static HttpResponse answer(ProbeAnswer answer) {
    ResponseHeadersBuilder headers = ResponseHeaders.builder(answer.status());
    answer.headers().forEach(headers::set);
    return HttpResponse.of(headers.build(), HttpData.wrap(answer.bytes()));
  }

  private static void end(Ticket ticket, Http2Streams streams, ServiceRequestContext ctx) {
    ticket.close();
    streams.end(ctx);
  }
}
