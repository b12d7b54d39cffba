package io.lameduck.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.internal.recording.Recording;
import io.lameduck.internal.time.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TicketsTest {
  /** More than a thread's line of slots has room for. */
  private static final int MANY = 100;

  private final Tickets tickets = new Tickets();
  private final TicketOffice office =
      new TicketOffice(
          new ManualTime(),
          new Arrivals(new ManualTime(), SilenceModel.NONE, Recording.NONE),
          () -> {});

  @Test
  void showWhatIsOut() {
    IssuedTicket one = ticket();
    int place = tickets.add(one);
    assertThat(tickets.stream()).containsExactly(one);
    tickets.remove(one, place);
    assertThat(tickets.stream()).isEmpty();
  }

  @Test
  void ofOneThreadMayBeManyAtATime() {
    List<IssuedTicket> out = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      out.add(ticket());
      places.add(tickets.add(out.get(i)));
    }
    assertThat(tickets.stream()).containsExactlyInAnyOrderElementsOf(out);
    for (int i = 0; i < MANY; i += 2) {
      tickets.remove(out.get(i), places.get(i));
    }
    assertThat(tickets.stream()).hasSize(MANY / 2).doesNotContain(out.get(0), out.get(98));
    for (int i = 1; i < MANY; i += 2) {
      tickets.remove(out.get(i), places.get(i));
    }
    assertThat(tickets.stream()).isEmpty();
  }

  @Test
  void ofManyThreadsNeverTakeEachOthersPlace() throws InterruptedException {
    AtomicInteger lost = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(new Thread(() -> comeAndGo(lost)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(lost).hasValue(0);
    assertThat(tickets.stream()).isEmpty();
  }

  private void comeAndGo(AtomicInteger lost) {
    for (int i = 0; i < 500; i++) {
      IssuedTicket ticket = ticket();
      int place = tickets.add(ticket);
      if (tickets.stream().noneMatch(ticket::equals)) {
        lost.incrementAndGet();
      }
      tickets.remove(ticket, place);
    }
  }

  private IssuedTicket ticket() {
    return new IssuedTicket(office, 0, 0, () -> "work");
  }
}
