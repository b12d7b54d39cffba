package io.lameduck.servlet.hidden;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/** Finds members that are not public. All of these throw what names a member that is missing. */
public final class Member {
  private Member() {}

  /** A field of this type or a narrower one. */
  public static VarHandle field(Class<?> owner, String name, Class<?> type) {
    return find(owner.getName() + "." + name, () -> field(owner, name, type, 0));
  }

  /** A field of exactly this type that is to be written. */
  public static VarHandle variable(Class<?> owner, String name, Class<?> type) {
    return find(
        owner.getName() + "." + name,
        () -> {
          VarHandle field = field(owner, name, type, Modifier.FINAL);
          if (!field.varType().equals(type)) {
            throw new NoSuchFieldException("it is of the type " + field.varType().getName());
          }
          return field;
        });
  }

  private static VarHandle field(Class<?> owner, String name, Class<?> type, int forbidden)
      throws ReflectiveOperationException {
    Field field = owner.getDeclaredField(name);
    if (!type.isAssignableFrom(field.getType()) || (field.getModifiers() & forbidden) != 0) {
      throw new NoSuchFieldException("it is " + field);
    }
    return inside(owner).unreflectVarHandle(field);
  }

  /** A method without parameters that returns this type or a narrower one. */
  public static MethodHandle method(Class<?> owner, String name, Class<?> type) {
    return find(
        owner.getName() + "." + name,
        () -> {
          Method method = owner.getDeclaredMethod(name);
          if (!type.isAssignableFrom(method.getReturnType())) {
            throw new NoSuchMethodException("it is " + method);
          }
          return inside(owner).unreflect(method).asType(MethodType.genericMethodType(1));
        });
  }

  /** A constructor. */
  public static MethodHandle constructor(Class<?> owner, Class<?>... parameters) {
    return find(
        owner.getName() + Arrays.toString(parameters),
        () -> {
          Constructor<?> constructor = owner.getDeclaredConstructor(parameters);
          return inside(owner).unreflectConstructor(constructor);
        });
  }

  /** A class, from the class loader of another one. */
  public static Class<?> type(Class<?> neighbour, String name) {
    return find(name, () -> Class.forName(name, false, neighbour.getClassLoader()));
  }

  /**
   * Calls a {@link #method}. As quick as an ordinary call where the method is a constant.
   *
   * @throws IllegalStateException if it throws a checked exception
   */
  public static Object call(MethodHandle method, Object of) {
    try {
      return (Object) method.invokeExact(of);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /**
   * Calls a {@link #constructor}.
   *
   * @throws IllegalStateException if it throws a checked exception
   */
  public static Object make(MethodHandle constructor, Object... arguments) {
    try {
      return constructor.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException(failure);
  }

  private static MethodHandles.Lookup inside(Class<?> owner) throws IllegalAccessException {
    Member.class
        .getModule()
        .addReads(owner.getModule()); // a library of the server's may be another
    return MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
  }

  /** A step of reflection. */
  @FunctionalInterface
  private interface Step<T> {
    T run() throws ReflectiveOperationException;
  }

  private static <T> T find(String name, Step<T> step) {
    try {
      return step.run();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
