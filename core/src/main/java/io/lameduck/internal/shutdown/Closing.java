package io.lameduck.internal.shutdown;

import io.lameduck.CloseReport;
import io.lameduck.EndReason;
import io.lameduck.Phase;
import java.util.List;

/** {@link Phase#CLOSING}: closes the resources of the service. */
final class Closing implements Stage {
  private final ServiceParts service;
  private final Account account;

  Closing(ServiceParts service, Account account) {
    this.service = service;
    this.account = account;
  }

  @Override
  public Phase phase() {
    return Phase.CLOSING;
  }

  @Override
  public EndReason run() {
    List<CloseReport> reports = service.resources().close(account.end());
    account.closed(reports);
    return reports.stream().anyMatch(Account::isAbandoned) ? EndReason.DEADLINE : EndReason.CLOSED;
  }
}
