package io.lameduck.servlet;

import io.lameduck.probe.ProbeAnswer;
import io.lameduck.servlet.request.ProbeReply;
import io.lameduck.spi.ServerContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /alive}, {@code /ready} and {@code /started}, at the paths the configuration gives
 * them, within the web application: a prefix and {@code ?verbose} work as everywhere. For any
 * container; {@link ServletServer} adds it where {@code web.xml} has not.
 *
 * <p>It answers on a thread of the container. Where those may all be busy, set {@code
 * LAMEDUCK_PROBE_PORT}: then the probes are answered there, and this servlet answers 404. Before a
 * service has been started it answers 503.
 *
 * @since 0.1.0
 */
public final class ProbeServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private transient volatile @Nullable Wiring wiring;

  /** The container creates it from {@code web.xml}. */
  public ProbeServlet() {}

  @Override
  public void init() {
    wiring = Wiring.of(getServletContext());
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Wiring wiring = this.wiring;
    ServerContext service = wiring == null ? null : wiring.service();
    ProbeAnswer answer =
        service == null
            ? ProbeAnswer.text(503, "unavailable")
            : service
                .probes()
                .flatMap(probes -> ProbeReply.to(request, probes))
                .orElse(ProbeAnswer.text(404, "not found"));
    ProbeReply.send(answer, request, response);
  }
}
