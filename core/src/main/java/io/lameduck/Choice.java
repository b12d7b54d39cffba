package io.lameduck;

import java.util.List;
import java.util.Locale;

/** A setting whose value is one of a few words, in upper or lower case. */
record Choice<E extends Enum<E>>(List<E> values) {
  E parse(String text) throws BadValueException {
    return values.stream()
        .filter(value -> value.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(BadValueException::new);
  }

  /** All of them: {@code none, names or full}. */
  String words() {
    List<String> words =
        values.stream().map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    int last = words.size() - 1;
    return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
