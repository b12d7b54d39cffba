package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveThreadsTest {
  @Test
  void onlyJavaThreadsCountAndNotTheCompilers() {
    String dump =
        """
        "Reference Handler" #2 daemon prio=10 os_prio=0 tid=0x1 nid=0x2 waiting on condition
           java.lang.Thread.State: RUNNABLE
        "C2 CompilerThread0" #5 daemon prio=9 os_prio=0 tid=0x1 nid=0x2 waiting on condition
        "HTTP-Dispatcher" #12 [42] prio=5 os_prio=0 tid=0x1 nid=0x2 runnable
        "GC Thread#0" os_prio=0 tid=0x1 nid=0x2 runnable
        """;
    assertThat(LiveThreads.in(dump).names())
        .containsExactly("Reference Handler", "HTTP-Dispatcher");
  }
}
