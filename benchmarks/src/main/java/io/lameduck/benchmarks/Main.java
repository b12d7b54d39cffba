package io.lameduck.benchmarks;

import static java.util.stream.Collectors.joining;

import io.lameduck.benchmarks.drain.DrainComparison;
import io.lameduck.benchmarks.exit.ExitComparison;
import io.lameduck.benchmarks.footprint.FootprintComparison;
import io.lameduck.benchmarks.jmh.GateComparison;
import io.lameduck.benchmarks.jmh.HandlerComparison;
import io.lameduck.benchmarks.probe.ProbeComparison;
import io.lameduck.benchmarks.report.Results;
import io.lameduck.benchmarks.scale.ScaleComparison;
import io.lameduck.benchmarks.soak.SoakComparison;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures what the library costs, next to what people use today, and writes down what it found.
 */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    description = "Measures side by side, and writes benchmarks/RESULTS.md.")
public final class Main implements Callable<Integer> {
  private static final Path PAGE = Path.of("benchmarks", "RESULTS.md");

  private static final String INTRODUCTION =
      """
      # Results

      Written by `benchmarks/run`, section by section; each says where and when. The candidates of a
      section were measured in one call, in turn, on one machine that did other things as well: the
      ratios between them are worth something, the figures alone are not. A figure is a median, and in
      brackets is the range of all rounds.
      """;

  @Parameters(
      arity = "0..*",
      paramLabel = "PART",
      description = "What to measure: ${COMPLETION-CANDIDATES}. All of it if none is named.")
  private List<Part> parts = List.of(Part.values());

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "How often each candidate has its turn (default: ${DEFAULT-VALUE}).")
  private int rounds;

  /** The sections of the page, in their order. */
  private enum Part {
    GATE(GateComparison::new),
    HANDLERS(HandlerComparison::new),
    PROBE(ProbeComparison::new),
    DRAIN(DrainComparison::new),
    SOAK(SoakComparison::new),
    EXIT(ExitComparison::new),
    FOOTPRINT(FootprintComparison::new),
    SCALE(ScaleComparison::new);

    private final Supplier<Comparison> comparison;

    Part(Supplier<Comparison> comparison) {
      this.comparison = comparison;
    }

    /** As on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private Main() {}

  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (rounds < 1) {
      throw new CommandLine.ParameterException(
          new CommandLine(this), "--rounds: " + rounds + " (expected: at least 1)");
    }
    Results results = new Results(PAGE, INTRODUCTION, titles());
    for (Part part : parts) {
      Comparison comparison = part.comparison.get();
      System.out.println("measuring: " + comparison.title());
      results.put(comparison.title(), comparison.measure(rounds));
    }
    System.out.println("written: " + PAGE + " (" + named(parts) + ")");
    return 0;
  }

  private static List<String> titles() {
    return Arrays.stream(Part.values()).map(part -> part.comparison.get().title()).toList();
  }

  private static String named(List<Part> parts) {
    return parts.stream().map(Part::toString).collect(joining(", "));
  }
}
