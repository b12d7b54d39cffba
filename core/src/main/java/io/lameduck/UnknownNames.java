package io.lameduck;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Names that look like settings and are none. They are errors, since a setting that is silently
 * ignored is found out in production. Their values are not shown: one of them could be a token
 * under a mistyped name.
 *
 * @param kind what the names are names of
 * @param nameOf how a setting is named there
 */
record UnknownNames(String kind, Function<Setting, String> nameOf) {
  private static final String PREFIX = "LAMEDUCK_";

  // Used by the project's own tests.
  private static final String EXEMPT = "LAMEDUCK_IT_";

  private static final NearestName NEAREST =
      new NearestName(Arrays.stream(Setting.values()).map(Setting::name).toList());

  List<String> errors(Collection<String> names) {
    return names.stream().filter(this::unknown).sorted().map(this::error).toList();
  }

  private boolean unknown(String name) {
    String ours = canonical(name);
    return ours.startsWith(PREFIX)
        && !ours.startsWith(EXEMPT)
        && Stream.of(Setting.values()).map(nameOf).noneMatch(name::equals);
  }

  private String error(String name) {
    String advice =
        NEAREST
            .to(canonical(name).substring(PREFIX.length()))
            .map(near -> "did you mean " + nameOf.apply(Setting.valueOf(near)) + "?")
            .orElse("remove it");
    return Printable.line(name) + ": there is no such " + kind + "; " + advice;
  }

  // Case and separators are the first thing to be mistaken: lameduck.gracePeriod, lameduck-grace.
  private static String canonical(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
