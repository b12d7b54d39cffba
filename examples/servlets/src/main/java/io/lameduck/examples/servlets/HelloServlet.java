package io.lameduck.examples.servlets;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A small web application: {@code /}, {@code /slow}, {@code /stream} and {@code /async}. */
public final class HelloServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final byte[] KIBIBYTE = "hello, world! \n\n".repeat(64).getBytes(UTF_8);

  private final transient ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor();

  @Override
  public void destroy() {
    later.shutdownNow();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getRequestURI()) {
      case "/slow" -> slow(request, response);
      case "/stream" -> stream(request, response);
      case "/async" -> async(request);
      default -> root(request, response);
    }
  }

  private static void root(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = request.getInputStream().readAllBytes();
    boolean posted = request.getMethod().equals("POST");
    answer(response, posted ? (body.length + "\n").getBytes(UTF_8) : KIBIBYTE);
  }

  private static void slow(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    pause(number(request, "ms", 1000));
    answer(response, KIBIBYTE);
  }

  private static void stream(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ServletOutputStream body = response.getOutputStream(); // chunked
    for (int i = 0; i < number(request, "n", 10); i++) {
      pause(number(request, "ms", 100));
      body.write(KIBIBYTE);
      body.flush();
    }
  }

  /** Waits without a thread. */
  private void async(HttpServletRequest request) {
    AsyncContext async = request.startAsync();
    Future<?> unused =
        later.schedule(() -> end(async), number(request, "ms", 1000), TimeUnit.MILLISECONDS);
  }

  private static void end(AsyncContext async) {
    try {
      answer((HttpServletResponse) async.getResponse(), KIBIBYTE);
    } catch (IOException e) {
      async.getRequest().getServletContext().log("the client is gone", e);
    } finally {
      async.complete();
    }
  }

  private static void answer(HttpServletResponse response, byte[] body) throws IOException {
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static int number(HttpServletRequest request, String name, int otherwise) {
    String text = String.valueOf(request.getParameter(name));
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
  }

  private static void pause(int millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }
}
