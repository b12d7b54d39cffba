import org.slf4j.Logger;

class Frame {
  void main(Logger log) {
    // snippet
  }
}
