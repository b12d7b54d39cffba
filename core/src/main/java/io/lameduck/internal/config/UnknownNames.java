package io.lameduck.internal.config;

import io.lameduck.Setting;
import io.lameduck.internal.text.Printable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Names that look like settings and are none. They are errors, since a setting that is silently
 * ignored is found out in production. Their values are not shown: one of them could be a token
 * under a mistyped name.
 */
final class UnknownNames {
  private static final String PREFIX = "LAMEDUCK_";

  private UnknownNames() {}

  /** Returns the unknown names of a source, sorted. */
  static List<String> in(Collection<String> names, SettingSource source) {
    List<String> unknown = new ArrayList<>();
    for (String name : names) {
      if (canonical(name).startsWith(PREFIX) && !isOfASetting(name, source)) {
        unknown.add(name);
      }
    }
    Collections.sort(unknown);
    return unknown;
  }

  static String error(String name, SettingSource source) {
    String kind = source == SettingSource.PROPERTY ? "system property" : "environment variable";
    return Printable.line(name) + ": there is no such " + kind + "; " + advice(name, source);
  }

  private static String advice(String name, SettingSource source) {
    return new NearestName(Setting.values().stream().map(Setting::name).toList())
        .to(canonical(name).substring(PREFIX.length()))
        .flatMap(UnknownNames::named)
        .map(near -> "did you mean " + source.nameOf(near) + "?")
        .orElse("remove it");
  }

  private static boolean isOfASetting(String name, SettingSource source) {
    for (Setting<?> setting : Setting.values()) {
      if (name.equals(source.nameOf(setting))) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Setting<?>> named(String name) {
    return Setting.values().stream().filter(setting -> setting.name().equals(name)).findFirst();
  }

  // Case and separators are the first thing to be mistaken: lameduck.gracePeriod, lameduck-grace.
  private static String canonical(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
