package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.Clients;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;

/** One of several lanes on an HTTP/2 connection: by prior knowledge, and over TLS by ALPN. */
final class Http2Agent implements UserAgent {
  private static final int LANES = 4;

  private final Http2Lane lane;
  private final Clients clients;
  private final Request any;

  private Http2Agent(OkHttpClient client, Clients clients) {
    this.lane = new Http2Lane(client);
    this.clients = clients;
    this.any = Request.of(clients);
  }

  /** The lanes of one client. */
  static List<Http2Agent> lanes(Dialer dialer, Clients clients) {
    OkHttpClient client = OkHttp.http2(dialer, clients.tls());
    return Stream.generate(() -> new Http2Agent(client, clients)).limit(LANES).toList();
  }

  @Override
  public String ask() throws RequestFailed {
    return lane.ask(new Numbered(any.numbered()));
  }

  /** One request, which keeps its number wherever it is asked. */
  private final class Numbered implements Http2Lane.Exchange {
    private final Request asked;

    Numbered(Request asked) {
      this.asked = asked;
    }

    @Override
    public okhttp3.Request request(Attempt attempt) {
      okhttp3.Request.Builder request = OkHttp.request(clients, asked.target(), attempt);
      return asked.bodyBytes() == 0
          ? request.build()
          : request.post(RequestBody.create(new byte[asked.bodyBytes()])).build();
    }

    @Override
    public void read(Response response, String pod) throws IOException, RequestFailed {
      BodyStart start = new BodyStart();
      response.body().byteStream().transferTo(start);
      asked.check(response.code(), start.toString(), pod);
    }
  }

  @Override
  public void close() {
    lane.close();
  }
}
