package io.lameduck.examples.bluegreen;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** Answers with its colour, at once or after {@code ?ms=1000}. */
final class ColourHandler extends Handler.Abstract {
  private final String colour;

  ColourHandler(String colour) {
    this.colour = colour;
  }

  @Override
  public boolean handle(Request request, Response response, Callback answered) throws Exception {
    Fields.Field millis = Request.extractQueryParameters(request).get("ms");
    if (millis != null) {
      Thread.sleep(millis.getValueAsInt());
    }
    Content.Sink.write(response, true, colour + "\n", answered);
    return true;
  }
}
