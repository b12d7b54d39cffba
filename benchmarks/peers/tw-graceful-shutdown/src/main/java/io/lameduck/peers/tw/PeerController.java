package io.lameduck.peers.tw;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The routes of all peers. */
@RestController
class PeerController {
  private static final String KIBIBYTE = "hello, world! \n\n".repeat(64);

  @GetMapping(path = "/", produces = MediaType.TEXT_PLAIN_VALUE)
  String root() {
    return KIBIBYTE;
  }

  @PostMapping(path = "/", produces = MediaType.TEXT_PLAIN_VALUE)
  String post(@RequestBody(required = false) byte[] body) {
    return (body == null ? 0 : body.length) + "\n";
  }

  @GetMapping(path = "/slow", produces = MediaType.TEXT_PLAIN_VALUE)
  String slow(@RequestParam(name = "ms", defaultValue = "1000") int millis)
      throws InterruptedException {
    Thread.sleep(millis);
    return KIBIBYTE;
  }
}
