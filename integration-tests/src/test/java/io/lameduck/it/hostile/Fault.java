package io.lameduck.it.hostile;

import io.lameduck.it.Faults;
import io.lameduck.it.Routes;
import java.io.IOException;

/** What code of the user does when the library calls it. */
enum Fault {
  /** What it should. */
  NONE {
    @Override
    void commit(String place) {}
  },
  /** Returns null where it must not. */
  NULL {
    @Override
    void commit(String place) {}
  },
  /** Takes a second. */
  SLOW {
    @Override
    void commit(String place) {
      Routes.pause(1000);
    }
  },
  /** Takes three seconds. */
  SLOWER {
    @Override
    void commit(String place) {
      Routes.pause(3000);
    }
  },
  /** Never returns, and ignores interrupts. */
  HANG {
    @Override
    void commit(String place) {
      Faults.hang(place);
    }
  },
  THROW {
    @Override
    void commit(String place) {
      throw new IllegalStateException("thrown\nFAKE line \u001b[2J of " + place);
    }
  },
  /** Throws a checked exception that its signature does not declare. */
  SNEAK {
    @Override
    void commit(String place) {
      throw Fault.<RuntimeException>sneaky(new IOException("sneaked out of " + place));
    }
  },
  OVERFLOW {
    @Override
    void commit(String place) {
      System.out.println(depth(0));
    }
  },
  /** Throws what cannot be shown. */
  UNPRINTABLE {
    @Override
    void commit(String place) {
      throw new Unprintable();
    }
  },
  /** Throws what shows itself as null. */
  NAMELESS {
    @Override
    void commit(String place) {
      throw new Nameless();
    }
  },
  /** Ends the JVM by {@link System#exit}, which does not return. */
  EXIT {
    @Override
    void commit(String place) {
      System.exit(EXIT_CODE);
    }
  },
  /** Interrupts all threads of the library, its own among them. */
  INTERRUPT {
    @Override
    void commit(String place) {
      Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().startsWith("lameduck"))
          .forEach(Thread::interrupt);
    }
  };

  /** What {@link #EXIT} ends the JVM with. */
  static final int EXIT_CODE = 9;

  abstract void commit(String place);

  @SuppressWarnings({"TypeParameterUnusedInFormals", "unchecked"}) // the trick needs both
  private static <T extends Throwable> T sneaky(Throwable checked) throws T {
    throw (T) checked;
  }

  @SuppressWarnings("InfiniteRecursion") // on purpose
  private static int depth(int depth) {
    return 1 + depth(depth + 1);
  }

  private static final class Unprintable extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    @SuppressWarnings("OverrideThrowableToString") // on purpose
    public String toString() {
      throw new IllegalStateException("not to be shown");
    }
  }

  private static final class Nameless extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    @SuppressWarnings({"OverrideThrowableToString", "ToStringReturnsNull"}) // on purpose
    public String toString() {
      return null;
    }
  }
}
