package io.lameduck.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;

/** Answers a request for which nobody had an answer in time. */
final class AnswerLate implements AsyncListener {
  @Override
  public void onTimeout(AsyncEvent event) {
    ((HttpServletResponse) event.getAsyncContext().getResponse()).setStatus(504);
    event.getAsyncContext().complete();
  }

  @Override
  public void onComplete(AsyncEvent event) {}

  @Override
  public void onError(AsyncEvent event) {}

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
