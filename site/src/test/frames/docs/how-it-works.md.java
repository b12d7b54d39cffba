import io.lameduck.Lameduck;
import io.lameduck.Phase;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class Frame {
  interface Session {
    void sayGoodbye();
  }

  interface Consumer extends AutoCloseable {
    void pause();
  }

  void listener(List<Session> sessions) throws Exception {
    // snippet
    .start();
  }

  void handle(String message) {}

  void work(Lameduck lameduck, String message) throws Exception {
    // snippet
  }

  void source(Consumer consumer) throws Exception {
    // snippet
  }
}
