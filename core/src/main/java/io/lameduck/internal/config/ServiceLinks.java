package io.lameduck.internal.config;

import io.lameduck.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables that Kubernetes injects for every Service of the namespace ("service links") and
 * that begin like this library's own when a Service is called lameduck or lameduck-something. They
 * are nobody's typing errors: a Service somebody else creates must not keep this pod from starting.
 * They never replace what the pod's manifest sets.
 *
 * @param services upper case, as they begin the names of their variables
 */
record ServiceLinks(List<String> services) {
  private static final String REMEDY =
      "rename the Service, or set enableServiceLinks: false in the pod's spec";

  private static final String PREFIX = "LAMEDUCK";

  // The kubelet always sets NAME_SERVICE_HOST and NAME_PORT=tcp://…, whatever the Service's ports.
  private static final String MARK =
      "(LAMEDUCK(?:_[A-Z0-9_]+)?)_(?:SERVICE_HOST=.*|PORT=(?:tcp|udp|sctp)://.*)";

  private static final String REST =
      "_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)";

  static ServiceLinks in(Map<String, String> environment) {
    Set<String> services = new TreeSet<>();
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      if (variable.getKey().startsWith(PREFIX)) { // most have none, and need no regular expression
        Matcher mark = Pattern.compile(MARK).matcher(variable.getKey() + "=" + variable.getValue());
        if (mark.matches()) {
          services.add(mark.group(1));
        }
      }
    }
    return new ServiceLinks(List.copyOf(services));
  }

  boolean contain(String name) {
    for (String service : services) {
      if (name.matches(service + REST)) {
        return true;
      }
    }
    return false;
  }

  /** What to add to an error about a setting with a name that can be injected. */
  static String adviceOn(Setting<?> setting) {
    if (setting != Setting.PROBE_PORT && setting != Setting.WARM_UP_PORT) {
      return "";
    }
    String service = setting == Setting.PROBE_PORT ? "lameduck-probe" : "lameduck-warm-up";
    return "; Kubernetes injects this one for a Service named " + service + ": " + REMEDY;
  }

  /** What to tell the user, if there is anything to tell. */
  Optional<String> notice() {
    return services.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Kubernetes injects variables that begin with LAMEDUCK_ for the Services "
                + String.join(", ", services).toLowerCase(Locale.ROOT).replace('_', '-')
                + "; they are ignored; to be rid of them, "
                + REMEDY);
  }
}
