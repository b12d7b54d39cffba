package io.lameduck.servlet.request;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a client, as a container writes it. No name is ever looked up: behind a filter for
 * forwarded requests the text may be whatever a client has sent.
 */
public final class RemoteAddress {
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";
  private static final Pattern IPV4 = Pattern.compile(String.join("\\.", BYTE, BYTE, BYTE, BYTE));
  private static final Pattern IPV6 =
      Pattern.compile("\\[?([0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(%.*)?]?");
  private static final InetAddress UNKNOWN = InetAddress.getLoopbackAddress();

  private RemoteAddress() {}

  /** The address, or that of this machine where the text is none. */
  public static InetAddress parse(String text) {
    try {
      Matcher v4 = IPV4.matcher(text);
      if (v4.matches()) {
        return InetAddress.getByAddress(
            new byte[] {part(v4, 1), part(v4, 2), part(v4, 3), part(v4, 4)});
      }
      Matcher v6 = IPV6.matcher(text);
      return v6.matches() ? InetAddress.getByName(v6.group(1)) : UNKNOWN; // a colon: no name
    } catch (UnknownHostException malformed) {
      return UNKNOWN;
    }
  }

  private static byte part(Matcher address, int group) {
    return (byte) Integer.parseInt(address.group(group));
  }
}
