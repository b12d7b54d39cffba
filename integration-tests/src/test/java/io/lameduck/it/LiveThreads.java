package io.lameduck.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of the Java threads of another process, as {@code jcmd} sees them. The compiler's are
 * left out: they come and go with what there is to compile.
 */
record LiveThreads(List<String> names) {
  private static final Pattern JAVA_THREAD = Pattern.compile("(?m)^\"(?!C[12] )(.*)\" #\\d+ ");

  static LiveThreads of(Instance instance) throws IOException {
    return in(threadDump(instance.pid()));
  }

  static LiveThreads in(String threadDump) {
    return new LiveThreads(
        JAVA_THREAD.matcher(threadDump).results().map(result -> result.group(1)).toList());
  }

  private static String threadDump(long pid) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(jcmd, Long.toString(pid), "Thread.print")
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }
}
