package io.lameduck.rehearsal.cli;

import io.lameduck.rehearsal.clients.Target;
import io.lameduck.rehearsal.file.ClientsText;
import io.lameduck.rehearsal.file.Durations;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.Handler;
import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.ProxyKind;
import io.lameduck.rehearsal.model.Sleep;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options; what is wrong with one is told with the option's name. */
final class Converters {
  private Converters() {}

  static CommandLine registerIn(CommandLine commandLine) {
    return commandLine
        .registerConverter(Duration.class, of(Durations::parse))
        .registerConverter(ClientsJson.class, of(ClientsJson::parse))
        .registerConverter(Target.class, of(Target::parse))
        .registerConverter(Clients.class, of(ClientsText::parse))
        .registerConverter(ProxyKind.class, of(Converters::proxy))
        .registerConverter(Handler.class, of(Converters::handler));
  }

  private static ProxyKind proxy(String text) {
    return Arrays.stream(ProxyKind.values())
        .filter(kind -> kind.label().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text + " (expected: nginx)"));
  }

  private static Handler handler(String text) {
    return text.startsWith("/") ? HttpGet.of(text) : new Sleep(Durations.parse(text));
  }

  private static <T> ITypeConverter<T> of(Function<String, T> parser) {
    return text -> {
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }
}
