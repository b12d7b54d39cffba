package io.lameduck.spi;

/**
 * What a server is to serve at a path.
 *
 * @param async whether the server's own thread returns before the request is served by another one
 */
public record Route(String path, boolean async, Action action) {
  /** Serves one request; what it throws is the server's to deal with. */
  @FunctionalInterface
  public interface Action {
    void serve(Call call) throws Exception;
  }

  public static Route at(String path, Action action) {
    return new Route(path, false, action);
  }

  static Route async(String path, Action action) {
    return new Route(path, true, action);
  }
}
