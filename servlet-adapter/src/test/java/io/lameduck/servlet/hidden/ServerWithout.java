package io.lameduck.servlet.hidden;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Loads everything anew, and gives a member of a server's classes another name, as the next version
 * of that server may.
 */
final class ServerWithout extends ClassLoader {
  private static final ClassLoader ORIGINALS = ClassLoader.getSystemClassLoader();

  private final List<String> packages;
  private final Remapper names;

  /**
   * A server whose member is gone.
   *
   * @param packages those of the server, as prefixes: {@code org/apache/}
   */
  ServerWithout(String member, List<String> packages) {
    super(ClassLoader.getPlatformClassLoader());
    this.packages = packages;
    this.names = new Renamed(member, packages);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/');
    try (InputStream file = ORIGINALS.getResourceAsStream(path + ".class")) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] original = file.readAllBytes();
      byte[] bytes = packages.stream().anyMatch(path::startsWith) ? renamed(original) : original;
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] renamed(byte[] original) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(original).accept(new ClassRemapper(writer, names), 0);
    return writer.toByteArray();
  }

  @Override
  protected URL findResource(String name) {
    return ORIGINALS.getResource(name);
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    return ORIGINALS.getResources(name);
  }

  /** All fields and methods of that name, so that the server works as before. */
  private static final class Renamed extends Remapper {
    private final String member;
    private final List<String> packages;

    Renamed(String member, List<String> packages) {
      super(Opcodes.ASM9);
      this.member = member;
      this.packages = packages;
    }

    @Override
    public String mapFieldName(String owner, String name, String descriptor) {
      return renamed(owner, name);
    }

    @Override
    public String mapMethodName(String owner, String name, String descriptor) {
      return renamed(owner, name);
    }

    private String renamed(String owner, String name) {
      boolean gone = name.equals(member) && packages.stream().anyMatch(owner::startsWith);
      return gone ? name + "Renamed" : name;
    }
  }
}
