package io.lameduck.servlet.hidden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not public of a server may be gone in its next version: that is no outage. */
@Timeout(60)
public abstract class MissingInternalsContract {
  private final Class<? extends DrainWithout> drain;
  private final List<String> packages;

  protected MissingInternalsContract(Class<? extends DrainWithout> drain, String... packages) {
    this.drain = drain;
    this.packages = List.of(packages);
  }

  @ParameterizedTest
  @MethodSource("members")
  void aServiceDrainsWithoutItAndSaysSo(String member) throws Exception {
    assertThat(adviceWithout(member))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line).contains(member, " is missing in this version of the server: "));
  }

  /** Or what is renamed above proves nothing. */
  @Test
  void nothingIsMissingInTheVersionsTested() throws Exception {
    assertThat(adviceWithout("nothing of this name")).isEmpty();
  }

  @SuppressWarnings("unchecked") // the class is another one, its supertype Callable is not
  private List<String> adviceWithout(String member) throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    ServerWithout loader = new ServerWithout(member, packages);
    try {
      Thread.currentThread().setContextClassLoader(loader);
      Class<?> anew = loader.loadClass(drain.getName());
      return ((Callable<List<String>>) anew.getConstructor().newInstance()).call();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}
